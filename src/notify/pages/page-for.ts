import { SEVERITIES, type Severity } from "../../model/severity.ts";
import type { JsonObject } from "../../model/json.ts";
import type { Program } from "../../playbook/program.ts";
import type { AlertFacts, Wish } from "../../ports/page-desk.ts";
import type { Page } from "../../ports/pager.ts";
import type { RunRecord } from "../../ports/run-store.ts";
import { askedWords, NO_VERDICT } from "../wording/page-words.ts";
import { subject } from "../wording/subject.ts";
import { evidence } from "./evidence.ts";
import { incidentKey } from "./incident-keys.ts";

/** What is known about what somebody is paged for. */
export interface Background {
  readonly record: RunRecord | undefined;
  /** Missing when this Pitcrew does not understand the playbook of the run. */
  readonly program: Program | undefined;
  /** Where a person sees all of it. */
  readonly link: string | null;
}

export function pageFor(wish: Wish, background: Background, service: string): Page {
  const { alert } = wish;
  const { record, program, link } = background;
  const about = aboutOf(wish, background);
  return {
    service,
    key: incidentKey(wish),
    summary: `${about}: ${reasonOf(wish)}`,
    severity: program?.playbook.severity ?? severityOf(alert),
    source: alert?.source ?? record?.playbook ?? "pitcrew",
    details: detailsOf(wish, background),
    links: link === null ? [] : [{ href: link, text: "The run in Pitcrew" }],
  };
}

function aboutOf({ alert }: Wish, { record, program }: Background): string {
  if (record !== undefined) {
    return program === undefined ? record.playbook : subject(program, record.state);
  }
  return alert?.labels["alertname"] ?? "An alert";
}

function reasonOf({ cause }: Wish): string {
  switch (cause.is) {
    case "escalate":
    case "page_for_alert":
      return cause.reason;
    case "no_verdict":
      return NO_VERDICT;
    case "page_asked":
      return askedWords(cause.by, cause.reason);
    case "write_note":
      return cause.text;
    case "record_change":
      return `${cause.phase === "undo" ? "Took back" : "Did"} "${cause.step}"`;
  }
}

function severityOf(alert: AlertFacts | null): Severity {
  const said = alert?.labels["severity"];
  return SEVERITIES.find((severity) => severity === said) ?? "high";
}

function detailsOf(wish: Wish, { record, program }: Background): JsonObject {
  const { alert } = wish;
  return {
    reason: reasonOf(wish),
    ...(record !== undefined && {
      run: record.id,
      playbook: `${record.playbook} ${record.version}`,
      params: record.params,
      outcome: record.outcome,
    }),
    ...(record !== undefined &&
      program !== undefined && { found: evidence(program, record.state) }),
    ...(alert !== null && { alert: { labels: alert.labels, annotations: alert.annotations } }),
  };
}
