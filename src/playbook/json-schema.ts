import { z } from "zod";
import { isObject } from "../model/json.ts";
import type { SchemaNode } from "../model/shape-of.ts";
import type { Kinds } from "../steps/step-kind.ts";
import { Playbook } from "./format/playbook.ts";
import { Approve, Foreach, Parallel, Retry, Step, UndoStep, Verify } from "./format/step.ts";
import { isKindUse, kindDefinitions, useKinds } from "./kind-definitions.ts";

/**
 * The playbook language as draft-7 JSON Schema, so that an editor completes and checks a
 * playbook while it is written. It knows the form only; `pitcrew check` knows the meaning.
 */
export function playbookSchema(kinds: Kinds): SchemaNode {
  const schema = z.toJSONSchema(Playbook, {
    target: "draft-7",
    io: "input",
    metadata: named,
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema === Playbook.shape.steps.element) stepOrParallel(jsonSchema);
      if (isKindUse(jsonSchema)) useKinds(jsonSchema);
    },
  });
  const { definitions } = schema;
  return {
    ...schema,
    title: "Pitcrew playbook",
    definitions: { ...(isObject(definitions) ? definitions : {}), ...kindDefinitions(kinds) },
  };
}

const named = z.registry<{ readonly id: string }>();
named.add(Step, { id: "step" });
named.add(Parallel, { id: "parallel" });
named.add(Verify, { id: "verify" });
named.add(UndoStep, { id: "undo-step" });
named.add(Approve, { id: "approve" });
named.add(Retry, { id: "retry" });
named.add(Foreach, { id: "foreach" });

/** An editor shown two alternatives reports the errors of both; shown a condition, of the one meant. */
function stepOrParallel(schema: SchemaNode): void {
  delete schema.anyOf;
  schema.if = { required: ["parallel"] };
  schema.then = { $ref: "#/definitions/parallel" };
  schema.else = { $ref: "#/definitions/step" };
}
