export function countOf(locks: number): string {
  return locks === 1 ? "1 lock" : `${locks} locks`;
}

/** A few names say more than none; all of them would bury the number. */
export function namesOf(locks: readonly { readonly key: string }[]): string {
  const names = locks.slice(0, NAMED).map(({ key }) => JSON.stringify(key));
  const others = locks.length - names.length;
  return others === 0 ? names.join(", ") : `${names.join(", ")} and ${others} more`;
}

const NAMED = 3;
