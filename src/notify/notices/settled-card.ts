import type { Notice } from "../../model/notice.ts";

/** A card that nobody can answer any more. */
export function settledCard(step: string, what: string): Notice {
  return {
    sentence: `${what}: ${step}.`,
    parts: [{ is: "headline", state: what.toUpperCase(), about: step, aside: null }],
  };
}
