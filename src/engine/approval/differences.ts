import type { JsonObject } from "../../model/json.ts";
import { canonicalJson } from "../../playbook/version/canonical.ts";
import type { ApprovalRequest, PlannedEffect } from "../../model/approval.ts";

/** What is no longer as it was when people were asked, in sentences; nothing when all of it is. */
export function differences(asked: ApprovalRequest, now: ApprovalRequest): readonly string[] {
  if (asked.effects.length !== now.effects.length) {
    return [`There were ${asked.effects.length} effects, and now there are ${now.effects.length}.`];
  }
  return asked.effects.flatMap((before, index) => {
    const after = now.effects[index];
    return after === undefined || after.digest === before.digest ? [] : differ(before, after);
  });
}

function differ(before: PlannedEffect, after: PlannedEffect): readonly string[] {
  const material = differentValues(before.material, after.material);
  const others = [
    ...differentValues(before.with, after.with),
    ...differentValues({ targets: before.targets }, { targets: after.targets }),
  ];
  const what = [...material, ...others];
  const sentences = what.map((one) => `${nameOf(before)}: ${one}.`);
  return sentences.length === 0 ? [`${nameOf(before)} is no longer the same.`] : sentences;
}

function differentValues(before: JsonObject, after: JsonObject): readonly string[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.flatMap((name) => {
    const [was, is] = [before[name] ?? null, after[name] ?? null];
    if (canonicalJson(was) === canonicalJson(is)) return [];
    return [`${name} was ${JSON.stringify(was)} and is ${JSON.stringify(is)}`];
  });
}

function nameOf({ kind, targets }: PlannedEffect): string {
  return targets.length === 0 ? kind : targets.join(", ");
}
