import { visible } from "../document/visible.ts";
import type { Verdict } from "../match/judge-fit.ts";
import { quoteUntrusted } from "../match/quote-untrusted.ts";
import type { ResolvedParams } from "../match/resolve-params.ts";
import type { Selection } from "../match/select-playbook.ts";
import type { Alert } from "../model/alert.ts";
import type { Playbook } from "../playbook/format/playbook.ts";
import type { Terminal } from "./terminal.ts";

/** What would happen to one alert, and why. */
export interface Answer {
  readonly alert: Alert;
  readonly selection: Selection<Playbook>;
  /** Of the playbook that was chosen. */
  readonly params: ResolvedParams | undefined;
}

/** An answer as data, for --json. */
export function describeAnswer({ alert, selection, params }: Answer): object {
  const { name, status, labels, fingerprint } = alert;
  return {
    alert: { name, status, labels: Object.fromEntries(labels), fingerprint },
    result: selection.is,
    ...(selection.is === "chosen" && { playbook: selection.playbook.name }),
    ...(selection.is === "tie" && { tied: selection.playbooks.map((playbook) => playbook.name) }),
    ...(params?.ok === true && { params: params.params }),
    ...(params?.ok === false && { refused: params.failure }),
    considered: selection.considered.map(({ playbook, verdict }) => ({
      playbook: playbook.name,
      ...verdict,
    })),
  };
}

/** An answer for people. */
export function printAnswer(
  { alert, selection, params }: Answer,
  { print, colors }: Terminal,
): void {
  print(`${colors.bold(describeAlert(alert))}`);
  print(`  ${headline(selection)}`);
  if (params !== undefined) print(`    ${describeParams(params)}`);
  for (const line of losers(selection)) print(`  ${line}`);
  print("");
}

function describeAlert({ name, status, labels }: Alert): string {
  const shown = [...labels].filter(([label]) => label !== "alertname");
  const list = shown
    .map(([label, value]) => `${visible(label)}=${quoteUntrusted(value)}`)
    .join(" ");
  return `${visible(name)} (${status}) ${list}`.trimEnd();
}

function headline(selection: Selection<Playbook>): string {
  switch (selection.is) {
    case "chosen":
      return `starts  ${selection.playbook.name} ${selection.playbook.version}`;
    case "none":
      return "starts nothing: no playbook fits";
    case "tie":
      return `starts nothing: ${selection.playbooks.map(({ name }) => name).join(" and ")} fit equally well`;
  }
}

function losers(selection: Selection<Playbook>): readonly string[] {
  const beaten = selection.is === "chosen" ? selection.beaten : [];
  const misfits = selection.considered.filter(({ verdict }) => !verdict.fits);
  return [
    ...beaten.map(({ playbook, by }) => `not     ${playbook.name}: ${LOST[by]}`),
    ...misfits.map(({ playbook, verdict }) => `not     ${playbook.name}: ${reasons(verdict)}`),
  ];
}

const LOST = {
  constraint: "fits too, but its match is less constrained",
  priority: "fits too, but its priority is lower",
} as const;

function describeParams(params: ResolvedParams): string {
  if (!params.ok) return `but is refused: ${params.failure.code} ${params.failure.message}`;
  const pairs = Object.entries(params.params);
  if (pairs.length === 0) return "without params";
  return `with ${pairs.map(([name, value]) => `${name}=${quoteUntrusted(value)}`).join(" ")}`;
}

function reasons({ rules }: Verdict): string {
  return rules
    .filter(({ holds }) => !holds)
    .map(({ says }) => says)
    .join("; ");
}
