import { type Actor, authorOf } from "../../../access/actor.ts";
import type {
  AlertBook,
  AlertFilter,
  AlertPage,
  AlertRecord,
} from "../../../ports/alerts/alert-book.ts";
import type { NewWindow, WindowStore } from "../../../ports/alerts/window-store.ts";
import { explainAlert } from "../../alerts/explain-alert.ts";
import { type Window, windowOf } from "../../alerts/windows/window.ts";
import { type Answer, answer, refuse } from "../refusal.ts";
import type { AlertView, WhyView, WindowEndedView, WindowView } from "../views/alert-view.ts";
import { timeText } from "./view-summary.ts";

/** What people can see of alerts, and when nothing starts for them. */
export interface AlertDesk {
  readonly list: (filter: AlertFilter, page: AlertPage) => Promise<readonly AlertView[]>;
  /** About an alert by its id or fingerprint, or by the run that was started for it. */
  readonly why: (about: string) => Promise<Answer<WhyView>>;
  readonly windows: () => Promise<readonly WindowView[]>;
  readonly addWindow: (window: NewWindow, actor: Actor) => Promise<WindowView>;
  readonly endWindow: (id: string, actor: Actor) => Promise<Answer<WindowEndedView>>;
}

export interface AlertDeskNeeds {
  readonly book: AlertBook;
  readonly windows: WindowStore;
  /** Those of pitcrew.yaml. */
  readonly written: readonly Window[];
  readonly now: () => number;
}

export function openAlertDesk({ book, windows, written, now }: AlertDeskNeeds): AlertDesk {
  return {
    list: async (filter, page) => (await book.list(filter, page)).map(viewAlert),
    why: (about) => explain(about, book),
    windows: async () =>
      [...written, ...(await windows.list()).map(windowOf)].map((one) => viewWindow(one, now())),
    addWindow: async (window, actor) =>
      viewWindow(windowOf(await windows.add(window, authorOf(actor))), now()),
    endWindow: async (id, actor) =>
      (await windows.end(id, authorOf(actor))) ? answer({ id }) : noWindow(id),
  };
}

async function explain(about: string, book: AlertBook): Promise<Answer<WhyView>> {
  const alert = UUID.test(about)
    ? ((await book.get(about)) ?? (await book.ofRun(about))[0])
    : await book.newest(about);
  if (alert === undefined) return noAlert(about);
  const verdicts = await book.verdicts(alert.id);
  return answer({
    alert: viewAlert(alert),
    sentences: explainAlert(alert, verdicts),
    verdicts: verdicts.map(({ at, result, run, report }) => ({
      at: timeText(at),
      result,
      run,
      report,
    })),
  });
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function viewAlert(alert: AlertRecord): AlertView {
  const { id, source, fingerprint, labels, annotations, closedAt, pagedAt } = alert;
  return {
    id,
    source,
    fingerprint,
    labels,
    annotations,
    started: timeText(alert.startsAt),
    opened: timeText(alert.openedAt),
    last_seen: timeText(alert.lastSeen),
    closed: closedAt === null ? null : timeText(closedAt),
    closed_because: alert.closedBecause,
    silenced: alert.isSilenced,
    result: alert.result,
    paged: pagedAt === null ? null : timeText(pagedAt),
  };
}

function viewWindow(
  { id, kind, labels, reason, by, when, openUntil }: Window,
  now: number,
): WindowView {
  const words =
    "again" in when ? when.again : `${timeText(when.from)} to ${timeText(when.until)} UTC`;
  return { id, kind, labels, reason, by, when: words, open: openUntil(now) !== undefined };
}

function noAlert(about: string): Answer<never> {
  return refuse(
    "E378",
    `No alert has the id or fingerprint ${about}, and no run of this id was started for one`,
    "pitcrew alerts lists the alerts that there are; pitcrew show says who started a run.",
  );
}

function noWindow(id: string): Answer<never> {
  return refuse(
    "E381",
    `There is no window ${id} that somebody opened by hand and that has not ended`,
    "pitcrew windows list shows the windows; those of pitcrew.yaml end when they are taken out there.",
  );
}
