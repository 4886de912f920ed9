import { visible } from "../../document/visible.ts";
import type { Alert } from "../../model/alert.ts";
import { milliseconds } from "../../model/duration.ts";
import type { Playbook } from "../../playbook/format/playbook.ts";
import type { DueAlert, PageForAlert, Settlement } from "../../ports/alerts/alert-queue.ts";
import type { MatchReport, MatchResult, StartBrake } from "../../ports/alerts/match-report.ts";
import type { Judgement } from "./judge-alert.ts";
import { OURSELVES, type OwnAlert } from "./own-alert.ts";

/** Begun and broken off so often, an alert is set aside: it may be what breaks us. */
export const MOST_LOOKS = 3;

/** Brakes that people release are noticed so soon. */
const LOOK_AGAIN_MS = 15_000;

interface Came {
  readonly result?: MatchResult;
  readonly run?: string;
  readonly report?: MatchReport;
  readonly dueAt?: number;
  readonly pageAt?: number | null;
  readonly page?: Omit<PageForAlert, "is" | "occurrence">;
}

/** What a look at a due alert leads to. */
export function settle(
  { id: occurrence, isOpen, isPaged }: DueAlert,
  { result, run, report, dueAt, pageAt, page }: Came,
): Settlement {
  return {
    occurrence,
    wasOpen: isOpen,
    verdict: result && report ? { result, run: run ?? null, report } : null,
    dueAt: dueAt ?? null,
    pageAt: pageAt ?? null,
    page: page === undefined || isPaged ? null : { is: "page_for_alert", occurrence, ...page },
  };
}

export function started(due: DueAlert, run: string, report: MatchReport): Settlement {
  return settle(due, { result: "started", run, report });
}

/** What came of an alert while it fired is worth more than that it is over. */
export function over(due: DueAlert, report: MatchReport): Settlement {
  const isOpenEnded = due.result === null || due.result === "held";
  return settle(due, isOpenEnded ? { result: "over", report } : {});
}

export function held(
  due: DueAlert,
  alert: Alert,
  { name, owner, safety }: Playbook,
  report: MatchReport,
  { brake, message, remedy, until, pages }: StartBrake,
  now: number,
): Settlement {
  // What many targets have in common, no run will mend.
  const patience = brake === "storm" ? 0 : milliseconds(safety?.page_after ?? PAGE_AFTER);
  const pageAt = pages ? due.openedAt + patience : null;
  const isPageDue = pageAt !== null && pageAt <= now;
  const times = [now + LOOK_AGAIN_MS, until, isPageDue ? null : pageAt];
  const dueAt = Math.max(now, Math.min(...times.filter((time) => time !== null)));
  const reason = `${nameOf(alert)} fires and nothing was started. ${message}. ${remedy}`;
  return settle(due, {
    result: "held",
    report,
    dueAt,
    pageAt,
    ...(isPageDue && {
      page: { to: owner, reason, cause: brake === "storm" ? `storm ${name}` : null },
    }),
  });
}

/** For a playbook that changes nothing and says nothing about it. */
const PAGE_AFTER = "15m";

export function refused(
  due: DueAlert,
  alert: Alert,
  { is, owner, report }: Extract<Judgement, { readonly is: "refused" | "tied" }>,
): Settlement {
  const { failure } = report;
  const why = failure === null ? "" : ` ${failure.message}. ${failure.remedy}`;
  const reason = `${nameOf(alert)} fires and nothing was started.${why}`;
  return settle(due, { result: is, report, page: { to: owner, reason, cause: null } });
}

/**
 * It is kept, so that people see what is not covered. That a source has fallen silent is told to a
 * person all the same: nothing else that comes from there will tell.
 */
export function unmatched(due: DueAlert, alert: Alert, report: MatchReport): Settlement {
  const came = { result: "unmatched", report } as const;
  const isSilence = due.source === OURSELVES && alert.name === SILENCE;
  if (!isSilence) return settle(due, came);
  const [source, summary, remedy] = [
    alert.labels.get("source"),
    alert.annotations.get("summary"),
    alert.annotations.get("remedy"),
  ];
  const reason = `${source ?? ""}: ${summary ?? ""}. ${remedy ?? ""}`;
  return settle(due, { ...came, page: { to: null, reason, cause: null } });
}

const SILENCE: OwnAlert = "PitcrewHeartbeatMissing";

export function setAside(due: DueAlert): Settlement {
  const message = `Matching the alert ${due.fingerprint} of ${due.source} broke off ${MOST_LOOKS} times`;
  const remedy = "Handle the alert by hand, and read the log of the server.";
  return settle(due, {
    result: "broken",
    report: {
      status: due.isOpen ? "firing" : "resolved",
      considered: [],
      others: [],
      chosen: null,
      tied: [],
      failure: { code: "E380", message, remedy },
      brake: null,
    },
    page: { to: null, reason: `${message}. ${remedy}`, cause: null },
  });
}

function nameOf({ name }: Alert): string {
  return name === "" ? "An alert without a name" : visible(name);
}
