/** What went wrong, in the words and with the numbers of the Kubernetes API. */
export interface Status {
  readonly kind: "Status";
  readonly apiVersion: "v1";
  readonly metadata: Record<string, never>;
  readonly status: "Failure" | "Success";
  readonly message?: string;
  readonly reason?: string;
  readonly details?: Details;
  readonly code: number;
}

interface Details {
  readonly name?: string;
  readonly group?: string;
  readonly kind?: string;
  readonly uid?: string;
  readonly causes?: readonly Cause[];
  readonly retryAfterSeconds?: number;
}

interface Cause {
  readonly reason: string;
  readonly message: string;
  readonly field?: string;
}

export type Outcome<T> = { readonly ok: true; readonly value: T } | Refusal;

export interface Refusal {
  readonly ok: false;
  readonly status: Status;
}

/** What a status speaks of: a resource by its plural and its group. */
export interface About {
  readonly group: string;
  readonly plural: string;
}

export function done<T>(value: T): Outcome<T> {
  return { ok: true, value };
}

export function refuse(
  code: number,
  reason: string,
  message: string,
  details: Details = {},
): Refusal {
  const base = { kind: "Status", apiVersion: "v1", metadata: {}, status: "Failure" } as const;
  return { ok: false, status: { ...base, message, reason, details, code } };
}

export function notFound(about: About, name: string): Refusal {
  return refuse(404, "NotFound", `${nameOf(about)} "${name}" not found`, detailsOf(about, name));
}

/** For a path that the server does not serve. */
export function nowhere(): Refusal {
  return refuse(404, "NotFound", "the server could not find the requested resource");
}

export function alreadyExists(about: About, name: string): Refusal {
  const message = `${nameOf(about)} "${name}" already exists`;
  return refuse(409, "AlreadyExists", message, detailsOf(about, name));
}

export function conflict(about: About, name: string, why: string): Refusal {
  const message = `Operation cannot be fulfilled on ${nameOf(about)} "${name}": ${why}`;
  return refuse(409, "Conflict", message, detailsOf(about, name));
}

export const CHANGED_MEANWHILE =
  "the object has been modified; please apply your changes to the latest version and try again";

export function badRequest(message: string): Refusal {
  return refuse(400, "BadRequest", message);
}

export function methodNotAllowed(): Refusal {
  const message = "the server does not allow this method on the requested resource";
  return refuse(405, "MethodNotAllowed", message);
}

export function unsupportedMediaType(accepted: readonly string[]): Refusal {
  const message = `the body of the request was in an unknown format - accepted media types include: ${accepted.join(", ")}`;
  return refuse(415, "UnsupportedMediaType", message);
}

export function tooOld(asked: number, oldest: number): Refusal {
  return refuse(410, "Expired", `too old resource version: ${asked} (${oldest})`);
}

/** One field that the server does not accept, in words of its own: `Invalid value: -1: must be …`. */
export interface FieldError {
  readonly reason:
    | "FieldValueRequired"
    | "FieldValueInvalid"
    | "FieldValueForbidden"
    | "FieldValueNotSupported"
    | "FieldValueDuplicate";
  readonly field: string;
  readonly message: string;
}

export function invalid(
  kind: { readonly group: string; readonly kind: string },
  name: string,
  errors: readonly FieldError[],
): Refusal {
  const told = errors.map(({ field, message }) => `${field}: ${message}`);
  const all = told.length === 1 ? told[0] : `[${told.join(", ")}]`;
  const full = kind.group === "" ? kind.kind : `${kind.kind}.${kind.group}`;
  const causes = errors.map(({ reason, message, field }) => ({ reason, message, field }));
  const details = { name, group: kind.group, kind: kind.kind, causes };
  return refuse(422, "Invalid", `${full} "${name}" is invalid: ${all}`, details);
}

/** `deployments.apps`; the core group has no name. */
export function nameOf({ group, plural }: About): string {
  return group === "" ? plural : `${plural}.${group}`;
}

export function detailsOf({ group, plural }: About, name: string): Details {
  return { name, ...(group !== "" && { group }), kind: plural };
}
