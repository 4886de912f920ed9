import type { Directory } from "../../config/directory.ts";
import { serviceEntry } from "../../config/directory/service.ts";
import type { Program } from "../../playbook/program.ts";
import type { Paged, PageDesk, Wish } from "../../ports/page-desk.ts";
import type { Page, Pager, PagerAnswer } from "../../ports/pager.ts";
import type { PinnedPlaybook, RunStore } from "../../ports/run-store.ts";
import { alertmanagerKey } from "./incident-keys.ts";
import { changeFor } from "./change-for.ts";
import { type Background, pageFor } from "./page-for.ts";
import { serviceFor } from "./service-for.ts";
import { writeNote } from "./write-note.ts";

export interface PagingNeeds {
  readonly desk: PageDesk;
  readonly pager: Pick<Pager, "trigger" | "acknowledge" | "resolve" | "note" | "recordChange">;
  readonly runs: Pick<RunStore, "get">;
  readonly programOf: (pinned: PinnedPlaybook) => Promise<Program | undefined>;
  readonly directory: () => Directory | undefined;
  readonly defaultService: string | undefined;
  /** The page of a run; null while nothing can be opened in a browser. */
  readonly linkTo: (run: string) => string | null;
  /** From 0 to 1, 1 excluded. */
  readonly chance: () => number;
}

/** Older than this, what it says has long been found in another way. */
const TOO_OLD_MS = 24 * 3_600_000;

/** Tries once to do what is wished of PagerDuty. What does not work now is put off, for a day at most. */
export async function pageOnce(wish: Wish, needs: PagingNeeds, signal: AbortSignal): Promise<void> {
  const { desk } = needs;
  const isAboutAlert = wish.cause.is === "page_for_alert";
  if (isAboutAlert && wish.alert?.isOver === true) return desk.settle(wish, { is: "over" });
  const background = await backgroundOf(wish, needs);
  const answer = await attempt(wish, background, needs, signal);
  switch (answer.is) {
    case "done":
      return desk.settle(wish, answer.value);
    case "later":
    case "refused": {
      const trouble = answer.detail;
      if (wish.ageMs > TOO_OLD_MS) return desk.settle(wish, { is: "given_up", trouble });
      const asked = answer.is === "later" ? answer.afterMs : 0;
      return desk.putOff(wish, Math.max(asked, pauseAfter(wish.attempts, needs.chance)), trouble);
    }
  }
}

async function attempt(
  wish: Wish,
  background: Background,
  needs: PagingNeeds,
  signal: AbortSignal,
): Promise<PagerAnswer<Paged>> {
  const { cause } = wish;
  const service = serviceFor(whom(wish, background), needs.directory(), needs.defaultService);
  if (cause.is === "write_note") {
    return writeNote(wish, cause, background, { ...needs, ownService: service }, signal);
  }
  if (service === null) return { is: "done", value: { is: "told_elsewhere" } };
  if (cause.is === "record_change") {
    const change = changeFor(cause, background, service);
    const told = await needs.pager.recordChange(change, signal);
    return told.is === "done" ? { is: "done", value: { is: "recorded" } } : told;
  }
  const page = pageFor(wish, background, service);
  const reached = await reach(wish, page, needs, signal);
  if (reached.is !== "done") return reached;
  return { is: "done", value: { ...reached.value, service, details: page.details } };
}

interface Reached {
  readonly is: "paged" | "noted";
  readonly key: string;
}

/** Where Alertmanager pages by itself, what was found is written below its page: one is enough. */
async function reach(
  wish: Wish,
  page: Page,
  { pager, directory }: PagingNeeds,
  signal: AbortSignal,
): Promise<PagerAnswer<Reached>> {
  const groupKey = wish.alert?.groupKey ?? null;
  if (groupKey !== null && pagesByItself(page.service, directory())) {
    const key = alertmanagerKey(groupKey);
    const { service, summary, details } = page;
    const text = `${summary}\n\n${JSON.stringify(details, null, 2)}`;
    const noted = await pager.note({ service, key, text, id: String(wish.id) }, signal);
    if (noted.is !== "done") return noted;
    if (noted.value === "noted") return { is: "done", value: { is: "noted", key } };
  }
  const paged = await pager.trigger(page, signal);
  return paged.is === "done" ? { is: "done", value: { is: "paged", key: page.key } } : paged;
}

function pagesByItself(service: string, directory: Directory | undefined): boolean {
  const { services = {} } = directory ?? {};
  const entry = Object.hasOwn(services, service) ? services[service] : undefined;
  return entry !== undefined && serviceEntry(entry).alertmanager_pages;
}

async function backgroundOf(
  { run }: Wish,
  { runs, programOf, linkTo }: PagingNeeds,
): Promise<Background> {
  const record = run === null ? undefined : await runs.get(run);
  const program = record === undefined ? undefined : await programOf(record);
  return { record, program, link: run === null ? null : linkTo(run) };
}

function whom({ cause }: Wish, { program }: Background): string | null {
  switch (cause.is) {
    case "escalate":
    case "page_for_alert":
    case "page_asked":
      return cause.to;
    case "no_verdict":
    case "write_note":
    case "record_change":
      return program?.playbook.owner ?? null;
  }
}

const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 300_000;

/** Growing, and between half of it and all of it by chance, so that replicas do not come together. */
function pauseAfter(attempts: number, chance: () => number): number {
  const longest = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(attempts, 10));
  return longest * (0.5 + chance() / 2);
}
