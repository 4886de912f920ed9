import type { ApiNeeds } from "../../../src/intake/api/needs.ts";

/** Needs of which these are met; whoever asks for anything else is told this. */
export function needsWhere(known: Partial<ApiNeeds>, otherwise: Error): ApiNeeds {
  const unmet: object = new Proxy(() => undefined, {
    get: () => unmet,
    apply: () => {
      throw otherwise;
    },
  });
  const needs = new Proxy(known, {
    get: (_, name) => (name in known ? known[name as keyof ApiNeeds] : unmet),
  });
  return needs as ApiNeeds; // has every part, one way or the other
}
