import type { Playbook } from "../playbook/format/playbook.ts";
import { scopesOf, type Scopes } from "../playbook/scopes.ts";
import type { World } from "./world.ts";

/** A playbook under its rules, with what several of them ask for, so that it is built only once. */
export interface Subject {
  readonly playbook: Playbook;
  readonly scopes: Scopes;
  readonly world: World;
}

export function subjectOf(playbook: Playbook, world: World): Subject {
  return { playbook, scopes: scopesOf(playbook, world.kinds), world };
}
