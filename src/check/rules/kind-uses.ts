import type { JsonValue } from "../../model/json.ts";
import type { Path } from "../../model/problem.ts";
import type { Playbook } from "../../playbook/format/playbook.ts";
import type { Step } from "../../playbook/format/step.ts";
import { pollOf } from "../../playbook/poll.ts";
import { stepsOf } from "../../playbook/steps-of.ts";

/** One place where a playbook names a kind and gives it a `with` block. */
export interface KindUse {
  readonly kind: string;
  readonly with: Readonly<Record<string, JsonValue>>;
  /** The mapping that holds `kind` and `with`. */
  readonly at: Path;
  readonly role: "step" | "verify" | "undo" | "poll";
  readonly step: Step;
}

export function* kindUses(playbook: Playbook): Generator<KindUse> {
  for (const { step, at } of stepsOf(playbook)) {
    yield { kind: step.kind, with: step.with, at, role: "step", step };
    if (typeof step.verify === "object") {
      yield { ...step.verify, at: [...at, "verify"], role: "verify", step };
    }
    if (typeof step.undo === "object") {
      yield { ...step.undo, at: [...at, "undo"], role: "undo", step };
    }
    const polled = pollOf(step);
    if (polled !== undefined) yield { ...polled, at: [...at, "with"], role: "poll", step };
  }
}
