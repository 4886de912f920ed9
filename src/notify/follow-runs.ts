import { type Lived, momentsOf, UNBORN } from "../engine/step-times.ts";
import type { Run } from "../engine/machine/state.ts";
import type { Program } from "../playbook/program.ts";
import type { MessageStore, RunNews, Told } from "../ports/message-store.ts";
import type { PinnedPlaybook, RecordedEvent, RunStore } from "../ports/run-store.ts";
import { digest } from "./notices/digest.ts";
import { liveLine } from "./notices/run-lines.ts";
import type { AddressBook } from "./plan/address-book.ts";
import { chooseHome, isShared, ownHome, TOGETHER_MS } from "./plan/choose-home.ts";
import { planMessages, type Planning } from "./plan/plan-messages.ts";
import { posts } from "./plan/posts.ts";
import { changedTargets, targetsInView } from "./plan/targets.ts";

export interface Following {
  readonly messages: MessageStore;
  readonly runs: Pick<RunStore, "get" | "history">;
  readonly programOf: (pinned: PinnedPlaybook) => Promise<Program | undefined>;
  readonly book: () => AddressBook;
  readonly onTrouble: (what: string, error: unknown) => void;
}

/** A run as far as people were told of it, so that its record is read only once. */
interface Followed {
  readonly lived: Lived;
  readonly startedBy: string;
}

const RUNS_AT_ONCE = 50;
const KEPT = 200;

/** Turns what has happened to runs into messages, until there is no news left. */
export function followRuns(following: Following): () => Promise<void> {
  const kept = new Map<string, Followed>();
  return async () => {
    for (;;) {
      const news = await following.messages.news(RUNS_AT_ONCE);
      for (const one of news) {
        const followed = await follow(one, kept.get(one.run), following);
        kept.delete(one.run);
        if (followed !== undefined) kept.set(one.run, followed);
        const [oldest] = kept.keys();
        if (oldest !== undefined && kept.size > KEPT) kept.delete(oldest);
      }
      if (news.length < RUNS_AT_ONCE) return;
    }
  };
}

async function follow(
  news: RunNews,
  known: Followed | undefined,
  { messages, runs, programOf, book: readBook, onTrouble }: Following,
): Promise<Followed | undefined> {
  const from = known?.lived.seq === news.told ? known : undefined;
  const events = await runs.history(news.run, from?.lived.seq ?? 0);
  const record = await runs.get(news.run);
  const program = record && (await programOf(record));
  const book = readBook();
  const channel = program === undefined ? null : book.channelOf(program.playbook.owner);
  if (record === undefined || program === undefined) return leave(news, events, messages);
  if (channel === null) return tellElsewhere(news, events, record.state, program, book, messages);
  try {
    const moments = momentsOf(program, from?.lived ?? UNBORN, events);
    const before = moments.findLast(({ lived }) => lived.seq <= news.told)?.lived;
    const startedBy = from?.startedBy ?? events[0]?.actor ?? "";
    const background = await messages.background(news.run, targetsInView(program, record.state));
    return await tell(news, messages, {
      program,
      wishes: await messages.wishes(),
      before: before ?? from?.lived ?? UNBORN,
      moments: moments.filter(({ lived }) => lived.seq > news.told),
      channel,
      startedBy,
      background,
      book,
    });
  } catch (error) {
    onTrouble(`Run ${news.run} could not be told`, error);
    return leave(news, events, messages);
  }
}

/** Nobody can be told of it: nothing of it is looked at again. */
async function leave(
  { run, told, home }: RunNews,
  events: readonly RecordedEvent[],
  messages: MessageStore,
): Promise<undefined> {
  const seq = events.at(-1)?.entry.seq ?? told;
  const nowhere = { home: home ?? ownHome(run), channel: "", line: "", targets: [] };
  await messages.tell({ run, seq, ...nowhere, isOver: true, messages: [] });
}

/** The run itself is shown nowhere; what it says to others reaches them. */
async function tellElsewhere(
  { run, home }: RunNews,
  events: readonly RecordedEvent[],
  state: Run,
  program: Program,
  book: AddressBook,
  messages: MessageStore,
): Promise<undefined> {
  const last = events.at(-1);
  if (last === undefined) return;
  await messages.tell({
    run,
    seq: last.entry.seq,
    home: home ?? ownHome(run),
    channel: "",
    line: "",
    targets: changedTargets(program, state),
    isOver: state.phase.is === "ended",
    messages: posts(program, state, book, null),
  });
}

type Telling = Omit<Planning, "home">;

async function tell(
  { run, home: known, beganAt }: RunNews,
  messages: MessageStore,
  telling: Telling,
): Promise<Followed | undefined> {
  const { program, moments, channel, startedBy } = telling;
  const last = moments.at(-1);
  if (last === undefined) return undefined;
  const home = known ?? (await newHome(run, channel, beganAt, messages));
  const told: Told = {
    run,
    seq: last.lived.seq,
    home,
    channel,
    line: liveLine(program, last.after),
    targets: changedTargets(program, last.after),
    isOver: last.after.phase.is === "ended",
    messages: planMessages({ ...telling, home }, last.after, last.lived),
  };
  if (isShared(home)) await shareHome(told, telling.book, messages);
  await messages.tell(told);
  return { lived: last.lived, startedBy };
}

async function newHome(
  run: string,
  channel: string,
  beganAt: number,
  messages: MessageStore,
): Promise<string> {
  const begunBeside = await messages.begunIn(channel, TOGETHER_MS);
  return chooseHome(run, channel, beganAt, begunBeside);
}

/** Before the run itself is told, so that the message is there below which its own ones stand. */
async function shareHome(
  { run, home, channel, line, isOver }: Told,
  book: AddressBook,
  messages: MessageStore,
): Promise<void> {
  const others = (await messages.linesAt(home)).filter((other) => other.run !== run);
  const live = [...others, ...(isOver ? [] : [{ run, line }])];
  const worth = { is: "always" } as const;
  const notice = digest(live, book);
  await messages.want([
    { key: home, channel, thread: null, notice, urgency: 0, worth, joins: false },
  ]);
}
