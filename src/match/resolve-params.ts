import type { Alert } from "../model/alert.ts";
import { didYouMean } from "../model/did-you-mean.ts";
import type { Failure } from "../model/failure.ts";
import type { JsonObject, JsonValue } from "../model/json.ts";
import type { Param } from "../playbook/format/param.ts";
import type { Playbook } from "../playbook/format/playbook.ts";
import { describeParam } from "./describe-param.ts";
import { describeSource, findValue, type FoundValue } from "./param-source.ts";
import { readParamValue } from "./param-value.ts";
import { quoteUntrusted } from "./quote-untrusted.ts";

export type ResolvedParams =
  | { readonly ok: true; readonly params: JsonObject }
  | { readonly ok: false; readonly failure: Failure };

/**
 * The airlock: gives each declared param a value of its type, or refuses the run.
 *
 * A value that does not fit is never passed over for the next source: somebody meant it, so
 * somebody must look.
 */
export function resolveParams(
  declared: Playbook["params"],
  alert: Alert | undefined,
  given: JsonObject,
): ResolvedParams {
  const stray = Object.keys(given).find((name) => !Object.hasOwn(declared, name));
  if (stray !== undefined) return refuseStray(stray, Object.keys(declared));

  const params: [string, JsonValue][] = [];
  for (const [name, param] of Object.entries(declared)) {
    const found = findValue(name, param, alert, given);
    if (found === undefined) return refuseMissing(name, param, alert);
    const read = readParamValue(param, found.value);
    if (!read.ok) return refuseMisfit(name, param, found);
    params.push([name, read.value]);
  }
  return { ok: true, params: Object.fromEntries(params) };
}

function refuseStray(stray: string, declared: readonly string[]): ResolvedParams {
  const meant = didYouMean(stray, declared);
  const known = declared.length === 0 ? "takes no params" : `takes ${declared.join(", ")}`;
  return refuse(
    `There is no param ${quoteUntrusted(stray)}`,
    meant === undefined ? `This playbook ${known}.` : `Did you mean "${meant}"?`,
  );
}

function refuseMissing(name: string, param: Param, alert: Alert | undefined): ResolvedParams {
  const source = describeSource(param);
  if (alert === undefined || source === undefined) {
    return refuse(
      `Param "${name}" was not given and has no default`,
      `Give "${name}": ${describeParam(param)}.`,
    );
  }
  return refuse(
    `Param "${name}" comes from ${source}, which this alert does not have, and there is no default`,
    `Add ${source} in the alerting rule, or give the param a default: ${describeParam(param)}.`,
  );
}

function refuseMisfit(name: string, param: Param, found: FoundValue): ResolvedParams {
  const { value, came, remedy } = found;
  const seen = quoteUntrusted(value);
  return refuse(`Param "${name}" ${came} ${seen}; it must be ${describeParam(param)}`, remedy);
}

function refuse(message: string, remedy: string): ResolvedParams {
  return { ok: false, failure: { code: "E301", message, remedy, retry: "never" } };
}
