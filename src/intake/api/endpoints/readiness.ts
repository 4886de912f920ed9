import { z } from "zod";
import { openRoute } from "../route/route.ts";

export const readiness = openRoute({
  path: "/readyz",
  summary: "Says whether this process can do its work; 503 with what keeps it from that otherwise.",
  view: z.object({ is: z.literal("ready") }),
  respond: async (context, { troubles }) => {
    const found = await troubles();
    return found.length === 0
      ? context.json({ is: "ready" })
      : context.json({ is: "not_ready", troubles: found }, 503);
  },
});
