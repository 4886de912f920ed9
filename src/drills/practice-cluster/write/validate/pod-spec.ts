import { isDeepStrictEqual } from "node:util";
import type { FieldError } from "../../api/status.ts";
import type { Container, Pod, PodSpec } from "../../objects/pod.ts";
import { amountOf } from "../../objects/quantity.ts";
import { atLeast, forbidden, required, unsupported, wrong } from "./field-errors.ts";

const LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
const NO_LABEL =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";
const ENV_NAME = /^[-._a-zA-Z][-._a-zA-Z0-9]*$/;
const NO_ENV_NAME =
  "a valid environment variable name must consist of alphabetic characters, digits, '_', '-', or '.', and must not start with a digit (e.g. 'my.env-name',  or 'MY_ENV.NAME',  or 'MyEnvName1', regex used for validation is '[-._a-zA-Z][-._a-zA-Z0-9]*')";

const RESTARTS = ["Always", "OnFailure", "Never"];

export function checkPodSpec(at: string, spec: PodSpec): readonly FieldError[] {
  const names = spec.containers.map(({ name }) => name);
  return [
    ...(spec.containers.length === 0 ? [required(`${at}.containers`)] : []),
    ...spec.containers.flatMap((container, index) =>
      checkContainer(`${at}.containers[${index}]`, container),
    ),
    ...names.flatMap((name, index) =>
      names.indexOf(name) < index ? [twice(at, index, name)] : [],
    ),
    ...(RESTARTS.includes(spec.restartPolicy)
      ? []
      : [unsupported(`${at}.restartPolicy`, spec.restartPolicy, RESTARTS)]),
  ];
}

function twice(at: string, index: number, name: string): FieldError {
  const field = `${at}.containers[${index}].name`;
  return { reason: "FieldValueDuplicate", field, message: `Duplicate value: "${name}"` };
}

function checkContainer(
  at: string,
  { name, image, env, resources }: Container,
): readonly FieldError[] {
  return [
    ...(name === "" ? [required(`${at}.name`)] : []),
    ...(name !== "" && !LABEL.test(name) ? [wrong(`${at}.name`, name, NO_LABEL)] : []),
    ...(image === "" ? [required(`${at}.image`)] : []),
    ...(env ?? []).flatMap((one, index) => checkEnvName(`${at}.env[${index}].name`, one.name)),
    ...checkAmounts(`${at}.resources.limits`, resources.limits),
    ...checkAmounts(`${at}.resources.requests`, resources.requests),
    ...checkWithinLimits(`${at}.resources.requests`, resources),
  ];
}

function checkEnvName(at: string, name: string): readonly FieldError[] {
  if (name === "") return [required(at)];
  return ENV_NAME.test(name) ? [] : [wrong(at, name, NO_ENV_NAME)];
}

function checkAmounts(at: string, amounts: Readonly<Record<string, string>> = {}) {
  return Object.entries(amounts).flatMap(([resource, text]) =>
    amountOf(text) < 0 ? [wrong(`${at}[${resource}]`, text, atLeast(0))] : [],
  );
}

function checkWithinLimits(
  at: string,
  { limits = {}, requests = {} }: Container["resources"],
): readonly FieldError[] {
  return Object.entries(requests).flatMap(([resource, text]) => {
    const limit = limits[resource];
    const isWithin = limit === undefined || amountOf(text) <= amountOf(limit);
    return isWithin ? [] : [wrong(at, text, `must be less than or equal to ${resource} limit`)];
  });
}

/** Of a pod that exists, little more than its images may change. */
export function checkPod(pod: Pod, before: Pod | undefined): readonly FieldError[] {
  const errors = checkPodSpec("spec", pod.spec);
  if (before === undefined || isDeepStrictEqual(fixed(pod), fixed(before))) return errors;
  return [
    ...errors,
    forbidden(
      "spec",
      "pod updates may not change fields other than `spec.containers[*].image`, `spec.initContainers[*].image`, `spec.activeDeadlineSeconds`, `spec.tolerations` (only additions to existing tolerations) or `spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)",
    ),
  ];
}

function fixed({ spec }: Pod): object {
  const { tolerations: _, activeDeadlineSeconds: __, ...rest } = spec;
  return { ...rest, containers: spec.containers.map((container) => ({ ...container, image: "" })) };
}
