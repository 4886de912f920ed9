import type { SignOfLife } from "../../../ports/lock-store.ts";

/** Who holds a lock, going by its token. */
export function ownerOf(token: string, { ownerEndsAt }: SignOfLife): string {
  const end = ownerEndsAt === undefined ? -1 : token.indexOf(ownerEndsAt);
  return end === -1 ? token : token.slice(0, end);
}

/** The key that this owner keeps while it lives; the name is put in as it stands. */
export function heartbeatOf(token: string, life: SignOfLife): string | undefined {
  return life.heartbeat?.replaceAll("{owner}", () => ownerOf(token, life));
}

export function isListedAsLiving(token: string, life: SignOfLife): boolean {
  return life.living?.includes(ownerOf(token, life)) ?? false;
}

/** Whether anything at all tells the living from the dead. */
export function canTell({ heartbeat, living }: SignOfLife): boolean {
  return heartbeat !== undefined || living !== undefined;
}
