import type { Tree } from "../../../expr/fill.ts";
import type { Failure } from "../../../model/failure.ts";
import { isObject, type JsonObject, type JsonValue } from "../../../model/json.ts";
import type { AnyKind } from "../../../steps/step-kind.ts";
import type { Turn } from "../turn.ts";
import { valuesOf } from "../values.ts";

export type Filled =
  | { readonly ok: true; readonly with: JsonObject }
  | { readonly ok: false; readonly failure: Failure };

/** The `with` of a call with its holes filled, as the kind's own schema reads it. */
export function fillCall(turn: Turn, kind: AnyKind, tree: Tree, item: JsonValue): Filled {
  const filled = tree.evaluate(valuesOf(turn.program, turn.run, { item }));
  if (!filled.ok) return filled;
  return acceptParams(kind, filled.value);
}

export function acceptParams(kind: AnyKind, given: JsonValue): Filled {
  const parsed = kind.params.safeParse(given);
  // A kind's params are plain JSON once its schema has read them.
  if (parsed.success && isObject(parsed.data)) return { ok: true, with: parsed.data as JsonObject };
  return { ok: false, failure: wrongInput(kind, parsed.error?.issues[0]) };
}

function wrongInput(
  { kind }: AnyKind,
  issue: { readonly path: readonly PropertyKey[]; readonly message: string } | undefined,
): Failure {
  const field = issue === undefined ? "with" : ["with", ...issue.path.map(String)].join(".");
  return {
    code: "E122",
    message: `${kind} does not accept ${field}: ${issue?.message ?? "it is no mapping"}`,
    remedy: `Look at the value that was filled in; pitcrew schema --kind ${kind} shows what is accepted.`,
    retry: "never",
  };
}
