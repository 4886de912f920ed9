import type { Endpoint } from "./endpoint.ts";

/** This process is alive; whether it can work is what `/readyz` says. */
export const health: Endpoint = async (context) => context.json({ is: "alive" });
