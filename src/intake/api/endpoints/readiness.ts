import type { Endpoint } from "./endpoint.ts";

export const readiness: Endpoint = async (context, { troubles }) => {
  const found = await troubles();
  return found.length === 0
    ? context.json({ is: "ready" })
    : context.json({ is: "not_ready", troubles: found }, 503);
};
