import { changes } from "../model/effect-class.ts";
import type { Program } from "../playbook/program.ts";

declare const granted: unique symbol;

/**
 * Leave to start a run that may change something. Nothing can make one: it comes with approvals
 * and brakes. Tests, which have something harmless to change, claim to have it.
 */
export interface LeaveToChange {
  readonly [granted]: true;
}

/** The first step that is more than a look, its undo included. */
export function firstChange({ steps }: Program): string | undefined {
  for (const [id, { effect, undo }] of steps) {
    if (changes(effect) || (undo !== undefined && changes(undo.kind.effect))) return id;
  }
  return undefined;
}
