import { userInfo } from "node:os";
import type { Access } from "../../access/authorize.ts";
import type { Door } from "../../intake/api/door.ts";
import { answer } from "../../intake/api/refusal.ts";

/** The user of this process; never the name of anybody in a directory. */
export function localPerson(): string {
  return `local:${userInfo().username}`;
}

/**
 * Whoever may open the socket is the user of this process, and could do anything without us. They
 * count as a person only where the directory names none: elsewhere, people vote as themselves.
 */
export function identifyLocal(access: () => Access): Door["identify"] {
  const id = localPerson();
  return async () =>
    answer({ id, person: access().is === "solo" ? id : null, surface: "cli", scope: null });
}
