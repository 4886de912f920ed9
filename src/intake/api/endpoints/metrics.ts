import { z } from "zod";
import { openRoute } from "../route/route.ts";

export const metrics = openRoute({
  path: "/metrics",
  summary: "Figures for Prometheus, in its own format.",
  view: z.string(),
  type: "text/plain",
  respond: async (context, { readMetrics }) => {
    const { contentType, text } = await readMetrics(context.req.header("accept"));
    return context.body(text, 200, { "content-type": contentType });
  },
});
