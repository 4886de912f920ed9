import process from "node:process";
import { execa } from "execa";

/**
 * Whom PostgreSQL runs as. It refuses to be root, so root needs somebody else:
 * - `mapped`: root for the outside, and another user in a user namespace of its own. No user has
 *   to be made, files stay root's, and a home that is closed to others is no obstacle.
 * - `nobody`: an unprivileged user, where the system has no user namespaces for us.
 */
export type Identity = "self" | "mapped" | "nobody";

/** The user and the group of that name. */
export const NOBODY = 65_534;

/** PostgreSQL looks up the name of its user, and every system we know has one for number 1. */
export const MAPPED = ["unshare", "--user", "--map-user=1", "--map-group=1", "--"] as const;

export async function chooseIdentity(): Promise<Identity> {
  if (process.getuid?.() !== 0) return "self";
  const [file, ...args] = MAPPED;
  const named = await execa(file, [...args, "id", "-un"], { reject: false });
  return named.exitCode === 0 ? "mapped" : "nobody";
}
