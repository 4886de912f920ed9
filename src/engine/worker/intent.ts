import { createHash } from "node:crypto";
import { canonicalJson } from "../../playbook/version/canonical.ts";
import type { Program } from "../../playbook/program.ts";
import type { IntentId, NewIntent } from "../../ports/run-change.ts";
import { approvalOf } from "../machine/approvals.ts";
import type { Perform } from "../machine/effect.ts";
import type { Run } from "../machine/state.ts";
import { calledBy } from "./called-kind.ts";

/** The record that has to be committed before an effect may be sent. */
export function intentOf(program: Program, perform: Perform, run: Run): NewIntent {
  const { effect } = calledBy(program, perform);
  const approval = useOf(perform, run);
  const intent = { ...idOf(perform), key: perform.key, effect, digest: digestOf(perform) };
  return approval === undefined ? intent : { ...intent, approval };
}

/** The part of an approval that this effect makes use of. */
function useOf({ step, item, phase }: Perform, run: Run): NewIntent["approval"] {
  const approval = approvalOf(run, step);
  const approved = approval?.request.effects.find(
    (one) => one.item === item && one.phase === phase,
  );
  if (approval === undefined || approved === undefined) return undefined;
  return { round: approval.round, digest: approved.digest };
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
