import { createHash } from "node:crypto";
import { canonicalJson } from "../../playbook/version/canonical.ts";
import type { Program } from "../../playbook/program.ts";
import type { IntentId, NewIntent } from "../../ports/run-store.ts";
import type { Perform } from "../machine/effect.ts";
import { calledBy } from "./called-kind.ts";

/** The record that has to be committed before an effect may be sent. */
export function intentOf(program: Program, perform: Perform): NewIntent {
  const { effect } = calledBy(program, perform);
  return { ...idOf(perform), key: perform.key, effect, digest: digestOf(perform) };
}

export function idOf({ step, item, phase, attempt }: IntentId): IntentId {
  return { step, item, phase, attempt };
}

export function isSameIntent(one: IntentId, other: IntentId): boolean {
  return (
    one.step === other.step &&
    one.item === other.item &&
    one.phase === other.phase &&
    one.attempt === other.attempt
  );
}

/** Of everything an effect does. The same for each attempt at it. */
export function digestOf(perform: Perform): string {
  const { kind, with: params, key, undoes = null, awaits = null } = perform;
  const form = canonicalJson({ kind, with: params, key, undoes, awaits });
  return `sha256:${createHash("sha256").update(form).digest("hex")}`;
}
