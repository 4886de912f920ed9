import type { JsonObject, JsonValue } from "../../model/json.ts";
import type { Playbook } from "../../playbook/format/playbook.ts";
import type { Step } from "../../playbook/format/step.ts";
import { pollOf } from "../../playbook/poll.ts";
import { stepsOf } from "../../playbook/steps-of.ts";
import { CLUSTER_KINDS } from "../../steps/k8s/kinds.ts";
import type { ClusterUse } from "./roles.ts";

interface Call {
  readonly kind: string;
  readonly with: JsonObject;
}

/** Every use that a playbook makes of a cluster: in its steps, their looks, polls and undo. */
export function usesOf(playbook: Playbook): readonly ClusterUse[] {
  return [...stepsOf(playbook)].flatMap(({ step }) => callsOf(step)).flatMap(useOf);
}

function callsOf(step: Step): readonly Call[] {
  const { verify, undo } = step;
  const poll = pollOf(step);
  return [
    { kind: step.kind, with: step.with },
    ...(poll === undefined ? [] : [poll]),
    ...(verify === undefined || verify === "none" ? [] : [verify]),
    ...(typeof undo === "string" ? [] : [undo]),
  ];
}

function useOf({ kind, with: given }: Call): readonly ClusterUse[] {
  const known = CLUSTER_KINDS.find((one) => one.kind === kind);
  if (known === undefined) return [];
  const connection = literal(given["connection"]) ?? "";
  return [{ connection, namespace: literal(given["namespace"]), rights: known.rights(given) }];
}

function literal(value: JsonValue | undefined): string | undefined {
  return typeof value === "string" && !value.includes("${{") ? value : undefined;
}
