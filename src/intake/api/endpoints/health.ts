import { z } from "zod";
import { openRoute } from "../route/route.ts";

/** This process is alive; whether it can work is what `/readyz` says. */
export const health = openRoute({
  path: "/healthz",
  summary: "Says that this process is alive.",
  view: z.object({ is: z.literal("alive") }),
  respond: async (context) => context.json({ is: "alive" }),
});
