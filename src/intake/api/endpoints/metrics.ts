import type { Endpoint } from "./endpoint.ts";

/** For Prometheus, in its own format. */
export const metrics: Endpoint = async (context, { readMetrics }) => {
  const { contentType, text } = await readMetrics();
  return context.body(text, 200, { "content-type": contentType });
};
