import type { Alert } from "../../model/alert.ts";
import type { Severity } from "../../model/severity.ts";
import { type Alerts, distinct, type Labels } from "./labels.ts";
import type { DraftParam } from "./params.ts";
import { flowList, flowMap, quoted, scalar } from "./yaml-text.ts";

export interface DraftWish {
  readonly name: string;
  readonly owner: string;
  /** An `http` connection of connections.yaml to look at. */
  readonly connection: string;
  /** What the alerts share is matched; what they carry becomes params. */
  readonly alerts: Alerts;
}

/** A playbook that looks at the service and calls a person, for these labels and params. */
export function playbookText(
  { name, owner, connection, alerts }: DraftWish,
  labels: Labels,
  params: readonly DraftParam[],
): string {
  const title = forPeople(alerts[0].name);
  const reason = [
    `${title}: the service answers \${{ steps.look.outputs.status }}`,
    ...remarks(params),
  ];
  return `# yaml-language-server: $schema=./playbook.schema.json
# Next: make it fit your system, then run "pitcrew check" and "pitcrew test".
format: 1 # version of the language, not of this playbook
name: ${scalar(name)} # must equal the file name
version: 0.1.0 # three parts; raise it with every change
owner: ${scalar(owner)} # a team or person of directory.yaml
severity: ${severityOf(alerts[0])} # info, low, high or critical
summary: ${quoted(`${title} fired. Look whether that is still so; if it is, call a person.`)}

match: # which alerts start it
  alert: ${patterns(alerts.map((alert) => alert.name))} # exact; a list means any of them; * stands for any text
${matchLabels(labels)}
params: # the only door for data of the alert
${params.length === 0 ? "  {}\n" : params.map(paramLine).join("")}
steps: # from top to bottom; a step that fails escalates
  - id: look
    kind: http.get # "pitcrew schema --kinds" lists the others
    with:
      connection: ${scalar(connection)} # of type http, in connections.yaml
      path: /health
      query: ${flowMap(query(params))}
      expect: [200, 503] # answers to decide on; any other fails this step
    retry: { max: 3, backoff: 1s }

  - id: healthy
    kind: stop
    when: steps.look.outputs.status == 200
    with: { outcome: nothing_to_do, reason: The service answers again }

  - id: hand_over # put the fix before this step, once you know it
    kind: escalate
    with:
      to: ${scalar(owner)} # a team, slack/CHANNEL or pagerduty/SERVICE
      reason: ${quoted(reason.join(". "))}
`;
}

const SEVERITY_BY_LABEL: ReadonlyMap<string, Severity> = new Map([
  ["critical", "critical"],
  ["page", "critical"],
  ["warning", "low"],
  ["info", "info"],
]);

function severityOf({ labels }: Alert): Severity {
  return SEVERITY_BY_LABEL.get(labels.get("severity") ?? "") ?? "high";
}

function patterns(seen: readonly string[]): string {
  const [first = "*", ...others] = distinct(seen.map(patternFor));
  return others.length === 0 ? scalar(first) : flowList([first, ...others].slice(0, 50));
}

/** Exact wherever that can be written; a star stands in for what cannot be, such as a star. */
function patternFor(value: string): string {
  const written = value.replace(/[*\p{C}]+/gu, "*");
  return written.length > 200 ? `${written.slice(0, 199)}*` : written;
}

function matchLabels(labels: Labels): string {
  if (labels.size === 0) return "";
  const lines = [...labels].map(([label, seen]) => `    ${label}: ${patterns(seen)}\n`);
  return `  labels:\n${lines.join("")}`;
}

function paramLine({ name, label, type, of }: DraftParam): string {
  const choices = of === undefined ? "" : `, of: ${flowList(of)}`;
  return `  ${name}: { type: ${type}${choices}, from: "alert.labels.${label}" }\n`;
}

function query(params: readonly DraftParam[]): readonly (readonly [string, string])[] {
  return params
    .filter(({ type }) => type !== "text")
    .map(({ name }) => [name, `\${{ params.${name} }}`]);
}

/** Free text is for people only, so the hand-over is the one place for it. */
function remarks(params: readonly DraftParam[]): readonly string[] {
  return params
    .filter(({ type }) => type === "text")
    .map(({ name }) => `${name}: \${{ params.${name} }}`);
}

function forPeople(name: string): string {
  return name.replace(/[^A-Za-z0-9 _.:/-]/g, "?").slice(0, 100);
}
