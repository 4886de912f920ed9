import { fieldAt } from "../../model/field-at.ts";
import type { FieldMeta } from "../../model/fields.ts";
import { leavesOf } from "../../model/json.ts";
import type { Path } from "../../model/problem.ts";
import type { Subject } from "../subject.ts";
import { kindUses } from "./kind-uses.ts";

export interface MarkedField {
  readonly text: string;
  readonly meta: FieldMeta;
  readonly at: Path;
}

/** The texts that a playbook gives to fields which their kind marks as naming something. */
export function* markedFields({ playbook, world }: Subject): Generator<MarkedField> {
  for (const use of kindUses(playbook)) {
    const kind = world.kinds.get(use.kind);
    if (kind === undefined) continue;
    for (const [inside, leaf] of leavesOf(use.with)) {
      if (typeof leaf !== "string" || leaf.includes("${{")) continue;
      const meta = fieldAt(kind.params, inside)?.meta;
      if (meta !== undefined) yield { text: leaf, meta, at: [...use.at, "with", ...inside] };
    }
  }
}
