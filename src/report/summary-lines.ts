import type { ReportView } from "../intake/api/views/report-view.ts";
import { span } from "../notify/wording/span.ts";

/** A run in five sentences: what, why, who agreed, what was done, and whether it helped. */
export function summaryLines(report: ReportView): readonly string[] {
  const { run } = report;
  return [
    `${run.playbook} ${run.version} worked on it, in mode ${run.mode}.`,
    begun(report),
    decided(report),
    done(report),
    ended(report),
  ];
}

function begun({ alert, asked, run }: ReportView): string {
  if (alert === null) return `${asked.by} asked for it through ${asked.through} at ${run.started}.`;
  const name = alert.is.labels["alertname"] ?? alert.is.fingerprint;
  return `The alert ${name} fired at ${alert.is.started}; the run started at ${run.started}.`;
}

function decided({ decisions }: ReportView): string {
  if (decisions.length === 0) return "Nobody was asked.";
  return decisions
    .map(({ step, standing, votes, waited_ms: waited }) => {
      const names = votes.map(({ by }) => by).join(" and ");
      const how = standing === "granted" && names !== "" ? `agreed to by ${names}` : standing;
      const wait = waited === null ? "" : ` after ${span(waited)}`;
      return `"${step}" was ${how}${wait}.`;
    })
    .join(" ");
}

function done({ sent, run }: ReportView): string {
  const changes = sent.filter(({ phase }) => phase !== "undo").length;
  const undone = sent.length - changes;
  if (sent.length === 0) return "Nothing was changed.";
  const taken = undone === 0 ? "" : ` ${counted(undone, "change was", "changes were")} taken back.`;
  const asked = run.undo === null ? "" : ` Undo: ${run.undo.replaceAll("_", " ")}.`;
  return `${counted(changes, "change was", "changes were")} sent.${taken}${asked}`;
}

function ended({ run }: ReportView): string {
  const { proof, reason, ended: at, started } = run;
  const took =
    at === null ? "It has not ended." : `It took ${span(Date.parse(at) - Date.parse(started))}.`;
  const shown = proof.map(({ what, before, after }) => `${what} ${before ?? "unknown"} → ${after}`);
  return [reason === null ? "" : `${reason}.`, ...shown.map((each) => `${each}.`), took]
    .filter((sentence) => sentence !== "")
    .join(" ");
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
