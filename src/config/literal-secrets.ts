import { type JsonValue, leavesOf } from "../model/json.ts";
import type { Finding, Path, Problem } from "../model/problem.ts";
import { isSecretReference } from "./secret-reference.ts";

/** Fields whose value is a secret whatever it looks like. */
const SECRET_FIELDS =
  /^(?:authorization|proxy-authorization|cookie|(?:.*[-_])?(?:password|passwd|secret|token|bearer|(?:api|access|private|secret|routing)[-_]?key))$/i;

/** How secrets of well-known systems begin, and what long random text looks like. */
const SECRET_FORMS: readonly RegExp[] = [
  /^(?:Bearer|Basic|Token)\s+\S/i,
  /^(?:xox[a-z]-|xapp-|gh[a-z]_|github_pat_|glpat-|sk-|AKIA|ASIA|AIza|eyJ)/,
  /-----BEGIN [A-Z ]*PRIVATE KEY/,
  /^[a-z][a-z0-9+.-]*:\/\/[^/@\s]*:[^/@\s]+@/i,
  /^[0-9a-f]{32,}$/i,
  /^(?!\/)(?=.*[0-9])(?=.*[a-z])(?=.*[A-Z])[A-Za-z0-9+/_=-]{32,}$/,
];

/** Each place where a secret itself is written instead of a reference to it. */
export function literalSecrets(value: JsonValue): readonly Problem[] {
  const problems: Problem[] = [];
  for (const [at, leaf] of leavesOf(value)) {
    if (typeof leaf === "string" && isLiteralSecret(leaf, at)) problems.push(problem(at));
  }
  return problems;
}

function isLiteralSecret(text: string, at: Path): boolean {
  if (text === "" || isSecretReference(text)) return false;
  const field = at.findLast((segment) => typeof segment === "string") ?? "";
  return SECRET_FIELDS.test(field) || SECRET_FORMS.some((form) => form.test(text));
}

/** Says where, never what: this message goes to terminals, logs and code hosts. */
function problem(at: Path): Problem {
  const field = String(at.at(-1) ?? "");
  const name = field.toUpperCase().replaceAll(/[^A-Z0-9]+/g, "_");
  return {
    code: "E502",
    at,
    message: `\`${field}\` holds a secret itself`,
    fix: `keep it elsewhere and write a reference: ${field}: env:${name}, or file:/path`,
    level: "error",
  };
}

/** A finding with every secret blotted out of the line it shows. */
export function blotOut(finding: Finding, secrets: readonly Finding[]): Finding {
  const onLine = secrets.filter(({ line }) => line === finding.line);
  return { ...finding, source: onLine.reduce(blot, finding.source) };
}

function blot(source: string, { column, length }: Finding): string {
  const from = column - 1;
  return source.slice(0, from) + "*".repeat(length) + source.slice(from + length);
}
