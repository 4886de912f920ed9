import { type Connections, honoursKey } from "../config/connections.ts";
import type { Directory } from "../config/directory.ts";
import type { HonoursKey } from "../playbook/program.ts";
import type { Kinds } from "../steps/step-kind.ts";

/**
 * What a playbook is checked against. Without a directory or connections the rules that
 * need them are left out, so that a playbook can be written before the system around it.
 */
export interface World {
  readonly kinds: Kinds;
  readonly directory: Directory | undefined;
  readonly connections: Connections | undefined;
}

/** Unknown connections promise nothing. */
export function keyedIn({ connections }: World): HonoursKey {
  return (name, given) => connections !== undefined && honoursKey(connections, name, given);
}
