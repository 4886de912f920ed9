import { changes } from "../../model/effect-class.ts";
import type { Problem } from "../../model/problem.ts";
import type { Playbook } from "../../playbook/format/playbook.ts";
import type { Subject } from "../subject.ts";
import type { World } from "../world.ts";
import { type KindUse, kindUses } from "./kind-uses.ts";
import { error } from "./rule.ts";

/** Whoever changes something says how freely, how often, and what must stay alone meanwhile. */
export function* safety({ playbook, world }: Subject): Generator<Problem> {
  const change = firstChange(playbook, world);
  if (change === undefined) return;
  const because = `"${change.step.id}" (${change.kind}) changes something`;
  if (playbook.safety === undefined) {
    yield error({
      code: "E134",
      at: [],
      message: `${because}, and the playbook has no safety`,
      fix: "add safety: { mode: approve, cooldown: 15m, max_runs: 3 per 24h, lock: … }",
    });
    return;
  }
  for (const [field, fix] of REQUIRED) {
    if (playbook.safety[field] !== undefined) continue;
    yield error({
      code: "E134",
      at: ["safety"],
      on: "key",
      message: `${because}, and safety does not say ${field}`,
      fix,
    });
  }
  yield* modesCoverEnvironments(playbook);
}

const REQUIRED = [
  ["lock", "add lock: NAME/${{ params.… }}, so that no two runs change the same thing"],
  ["cooldown", "add cooldown: 15m, so that it cannot run again at once"],
  ["max_runs", "add max_runs: 3 per 24h; past this a person is asked instead"],
] as const;

function firstChange(playbook: Playbook, { kinds }: World): KindUse | undefined {
  for (const use of kindUses(playbook)) {
    const kind = kinds.get(use.kind);
    if (use.role === "step" && kind?.carrier === "step" && changes(kind.effect)) return use;
  }
  return undefined;
}

function* modesCoverEnvironments({ safety: rules, params }: Playbook): Generator<Problem> {
  if (rules === undefined || typeof rules.mode === "string" || "default" in rules.mode) return;
  const { mode } = rules;
  const known = params["env"]?.of;
  if (known === undefined) {
    yield error({
      code: "E134",
      at: ["safety", "mode"],
      message: "The mode depends on the environment, but no param env says which one it is",
      fix: 'add params.env: { type: enum, of: [prod, staging], from: "alert.labels.env" }, or mode.default',
    });
    return;
  }
  for (const env of known.filter((one) => !(one in mode))) {
    yield error({
      code: "E134",
      at: ["safety", "mode"],
      message: `There is no mode for the environment "${env}"`,
      fix: `add ${env}: approve, or default: approve`,
    });
  }
}
