import type { EffectClass } from "../model/effect-class.ts";
import type { JsonObject } from "../model/json.ts";
import type { AnyKind } from "./step-kind.ts";

/** The class of a step's effect, known before it runs because a connection is always a literal. */
export function effectOf(
  kind: AnyKind,
  given: JsonObject,
  honoursKey: (connection: string, given: JsonObject) => boolean,
): EffectClass {
  if (kind.effect !== "once" || kind.keyed !== true) return kind.effect;
  const connection = given["connection"];
  return typeof connection === "string" && honoursKey(connection, given) ? "idempotent" : "once";
}
