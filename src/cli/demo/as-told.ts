/** Something of the tour did not happen as it was told. */
export class NotAsTold extends Error {}

/** What the tour says next is true only if this is. */
export function asTold(holds: boolean, expected: string): asserts holds {
  if (!holds) throw new NotAsTold(expected);
}
