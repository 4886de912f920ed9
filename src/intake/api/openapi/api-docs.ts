import { RIGHTS } from "../../../access/rights.ts";
import { ROLES } from "../../../config/directory/team.ts";
import { CODES } from "../../../model/codes.ts";
import { markdownTable } from "../../../model/markdown-table.ts";
import { statusOf } from "../http-problem.ts";
import type { Route } from "../route/route.ts";
import { type SchemaObject, schemaOf } from "./schema-of.ts";

/** The reference of the API as one Markdown page, made from the routes that answer it. */
export function apiDocs(routes: readonly Route[]): string {
  return `${[INTRODUCTION, rights(), overview(routes), ...routes.map(section)].join("\n\n")}\n`;
}

const INTRODUCTION = `# The API

Everything that \`pitcrew\` on the command line does, programs can do over HTTP. \`/v1/openapi.json\` describes the same as
OpenAPI 3.1.

\`\`\`sh
pitcrew keys create ci --roles viewer,responder      # shows the key, this once
curl -H "Authorization: Bearer $PITCREW_KEY" "http://127.0.0.1:8080/v1/runs?outcome=failed&limit=10"
PITCREW_URL=http://127.0.0.1:8080 pitcrew runs       # the command line with PITCREW_KEY, from anywhere
\`\`\`

Pitcrew listens at \`HOST\` and \`PORT\` (127.0.0.1:8080), and for the user that it runs as at a socket in its data directory,
without a key. A key acts as a person or is a machine's; a machine cannot vote. It allows the roles that it was made with,
and to a person never more than they have.

**Refusals** are \`application/problem+json\` with a \`code\` that \`pitcrew explain\` knows, a \`message\` and a \`remedy\`. Who
sends no key, or a wrong one, is answered with 401 and told what is wrong with it; who lacks a role, with 403. What you may
not see is answered as if it were not there. More requests than \`server.requests_per_minute\` are answered with 429 and
\`Retry-After\`.

**Twice.** Whatever changes something says below what comes of asking for it again. With a header \`Idempotency-Key\` of your
choice, the same request within a day is not carried out again: its first answer comes once more. Only answers that show a
key are never kept.

**Bodies** are JSON of at most 1 MiB; fields that a route does not know are refused. In answers, fields are only ever added.`;

function rights(): string {
  const rows = Object.entries(RIGHTS).map(([right, roles]) => [
    `\`${right}\``,
    ...ROLES.map((role) => (roles.some((each) => each === role) ? "yes" : "")),
  ]);
  return `## Rights

Roles are held in teams, as the directory says; who is admin in one team is admin everywhere. A right over a run or a
playbook is held by its owner's members. What nobody owns, everybody with a role may see, and admins alone may touch.

${markdownTable(["Right", ...ROLES], rows)}`;
}

function overview(routes: readonly Route[]): string {
  const rows = routes.map(({ method, path, right, over, summary }) => [
    `\`${method} ${path}\``,
    right === "anybody" ? "" : `\`${right}\``,
    right === "anybody" ? "" : over,
    summary,
  ]);
  return markdownTable(["Request", "Right", "over", "What it does"], rows);
}

function section(route: Route): string {
  const { method, path, summary, again, query, body, view, status = 200, type, refuses } = route;
  return [
    `## ${method} ${path}`,
    summary,
    ...(query === undefined ? [] : [`Query:\n\n${fields(schemaOf(query, "input"))}`]),
    ...(body === undefined ? [] : [`Body:\n\n${fields(schemaOf(body, "input"))}`]),
    `Answers ${status} with ${type ?? describe(schemaOf(view, "output"))}.`,
    ...(again === undefined ? [] : [`Asked for twice: ${again}`]),
    ...(refuses === undefined ? [] : [`Refuses: ${refusals(refuses)}.`]),
  ].join("\n\n");
}

function fields({ properties = {}, required = [] }: SchemaObject): string {
  const rows = Object.entries(properties).map(([name, schema]) => [
    `\`${name}\``,
    typeOf(schema),
    schema.default === undefined ? (required.includes(name) ? "needed" : "") : said(schema.default),
  ]);
  return rows.length === 0 ? "none" : markdownTable(["Field", "Type", "Default"], rows);
}

function said(value: unknown): string {
  return `\`${JSON.stringify(value)}\``;
}

function typeOf({ type, enum: choices, format }: SchemaObject): string {
  if (choices !== undefined) return choices.map(said).join(", ");
  return format ?? (typeof type === "string" ? type : "any");
}

function describe({ properties }: SchemaObject): string {
  const names = Object.keys(properties ?? {}).map((name) => `\`${name}\``);
  return names.length === 0 ? "JSON" : names.join(", ");
}

function refusals(codes: NonNullable<Route["refuses"]>): string {
  return codes.map((code) => `${statusOf(code)} ${code} ${CODES[code].title}`).join("; ");
}
