/** Why somebody is paged for a run that says nothing any more. */
export const NO_VERDICT = "The run has come to no end by its deadline, and does not say why";

/** Why somebody is paged because a person wants it. */
export function askedWords(by: string, reason: string): string {
  return `${by} asks for somebody: ${reason}`;
}

/** How everybody is told that a person is wanted who knows nothing of it. */
export const NOBODY_PAGED = "NOBODY HAS BEEN PAGED YET";
