import type { FieldError } from "../../api/status.ts";
import type { Plain } from "../../objects/metadata.ts";
import { required, wrong } from "./field-errors.ts";

const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const NO_SUBDOMAIN =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";

const LABEL_VALUE = /^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/;
const NO_LABEL_VALUE =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";

const KEY = /^([a-z0-9]([-a-z0-9.]*[a-z0-9])?\/)?([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
const NO_KEY =
  "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";

const LONGEST_NAME = 253;
const LONGEST_LABEL = 63;
const ALL_ANNOTATIONS = 262_144;

export function checkMetadata({ metadata }: Plain): readonly FieldError[] {
  const { name, labels, annotations = {} } = metadata;
  const size = Object.entries(annotations).reduce((sum, [k, v]) => sum + k.length + v.length, 0);
  return [
    ...checkName(name),
    ...checkLabels("metadata.labels", labels),
    ...checkKeys("metadata.annotations", annotations),
    ...(size > ALL_ANNOTATIONS
      ? [wrong("metadata.annotations", "", `Too long: must have at most ${ALL_ANNOTATIONS} bytes`)]
      : []),
  ];
}

function checkName(name: string): readonly FieldError[] {
  if (name === "") return [required("metadata.name", "name or generateName is required")];
  if (name.length > LONGEST_NAME) {
    return [wrong("metadata.name", name, `must be no more than ${LONGEST_NAME} characters`)];
  }
  return SUBDOMAIN.test(name) ? [] : [wrong("metadata.name", name, NO_SUBDOMAIN)];
}

export function checkLabels(
  field: string,
  labels: Readonly<Record<string, string>> = {},
): readonly FieldError[] {
  const values = Object.values(labels).flatMap((value) => {
    if (value.length > LONGEST_LABEL) {
      return [wrong(field, value, `must be no more than ${LONGEST_LABEL} characters`)];
    }
    return LABEL_VALUE.test(value) ? [] : [wrong(field, value, NO_LABEL_VALUE)];
  });
  return [...checkKeys(field, labels), ...values];
}

function checkKeys(field: string, map: Readonly<Record<string, string>>): readonly FieldError[] {
  return Object.keys(map).flatMap((key) => (KEY.test(key) ? [] : [wrong(field, key, NO_KEY)]));
}
