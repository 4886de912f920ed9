import { stringify } from "yaml";
import type { ReportView } from "../intake/api/views/report-view.ts";
import { span } from "../notify/wording/span.ts";
import type { Block } from "./block.ts";
import { summaryLines } from "./summary-lines.ts";

/** All of a report in the order in which a review reads it. Times are told in UTC and in the zone. */
export function* reportBlocks(report: ReportView, zone: string): Generator<Block> {
  const { run, timeline, playbook } = report;
  yield { is: "title", text: `${run.headline.state}: ${run.headline.about}` };
  yield { is: "list", items: summaryLines(report) };
  yield* timelineBlocks(report, zone);
  yield* alertBlocks(report);
  yield* decisionBlocks(report);
  yield* sentBlocks(report);
  yield* proofBlocks(report);
  yield { is: "heading", text: "What went well" };
  yield { is: "heading", text: "What to change" };
  yield { is: "heading", text: `The playbook: ${run.playbook} ${run.version}` };
  yield { is: "text", text: `Content ${run.hash}` };
  yield { is: "code", text: stringify(playbook, { lineWidth: 100 }) };
  yield { is: "heading", text: "Proof" };
  yield {
    is: "text",
    text: `To check these ${timeline.length} entries: pitcrew evidence ${run.id}`,
  };
  yield {
    is: "table",
    head: ["entry", "kind", "hash"],
    rows: timeline.map(({ seq, event, hash }) => [String(seq), event, hash]),
  };
}

function* timelineBlocks({ timeline }: ReportView, zone: string): Generator<Block> {
  yield { is: "heading", text: "Timeline" };
  const isElsewhere = zone !== "UTC";
  yield {
    is: "table",
    head: ["UTC", ...(isElsewhere ? [zone] : []), "what", "step", "by", "through", "told"],
    rows: timeline
      .filter(tells)
      .map(({ at, event, step, actor, surface, notes }) => [
        at,
        ...(isElsewhere ? [localTime(at, zone)] : []),
        event.replaceAll("_", " "),
        step ?? "",
        actor,
        surface,
        notes.join(" "),
      ]),
  };
}

/** What the engine did without a word led to nothing that anybody would look for. */
function tells({ notes, surface }: ReportView["timeline"][number]): boolean {
  return notes.length > 0 || surface !== "engine";
}

function* alertBlocks({ alert }: ReportView): Generator<Block> {
  yield { is: "heading", text: "The alert" };
  if (alert === null) {
    yield { is: "text", text: "None: a person or a schedule started it." };
    return;
  }
  const { labels, annotations, source } = alert.is;
  yield { is: "list", items: alert.because };
  yield {
    is: "table",
    head: ["name", "value"],
    rows: [["source", source], ...Object.entries(labels), ...Object.entries(annotations)],
  };
}

function* decisionBlocks({ decisions }: ReportView): Generator<Block> {
  yield { is: "heading", text: "Who decided" };
  if (decisions.length === 0) yield { is: "text", text: "Nobody was asked." };
  for (const { step, plan, risk, effects, asked, needed, votes, standing, ...rest } of decisions) {
    const { decided, waited_ms: waited } = rest;
    yield {
      is: "text",
      text: `"${step}": ${needed} of ${asked.join(", ")} had to agree to plan ${plan}, risk ${risk}. It was ${standing}${decided === null ? "" : ` at ${decided.at}`}${waited === null ? "" : `, after ${span(waited)}`}.`,
    };
    yield { is: "list", items: effects };
    yield {
      is: "table",
      head: ["who", "at", "alone, because"],
      rows: votes.map(({ by, at, break_glass: alone }) => [by, at, alone ?? ""]),
    };
  }
}

function* sentBlocks({ sent }: ReportView): Generator<Block> {
  yield { is: "heading", text: "What was sent" };
  if (sent.length === 0) yield { is: "text", text: "Nothing that changes anything." };
  else
    yield {
      is: "table",
      head: ["at", "step", "phase", "attempt", "result", "digest"],
      rows: sent.map(({ at, step, phase, attempt, result, digest }) => [
        at,
        step,
        phase,
        String(attempt),
        result ?? "not known",
        digest,
      ]),
    };
}

function* proofBlocks({ run, charts }: ReportView): Generator<Block> {
  yield { is: "heading", text: "Before and after" };
  if (run.proof.length === 0) yield { is: "text", text: "Nothing was compared." };
  else
    yield {
      is: "table",
      head: ["what", "before", "after"],
      rows: run.proof.map(({ what, before, after }) => [what, before ?? "not known", after]),
    };
  for (const chart of charts.charts) yield { is: "chart", chart };
}

function localTime(at: string, timeZone: string): string {
  const form = { dateStyle: "medium", timeStyle: "medium", timeZone } as const;
  return new Intl.DateTimeFormat("en-GB", form).format(Date.parse(at));
}
