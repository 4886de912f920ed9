import type { Run } from "../../engine/machine/state.ts";
import type { Lived, Moment } from "../../engine/step-times.ts";
import type { Notice } from "../../model/notice.ts";
import type { Program } from "../../playbook/program.ts";
import type { ChatWish } from "../../ports/chat-wishes.ts";
import type { Background, Urgency, Wanted } from "../../ports/message-store.ts";
import { alarm, needsPerson } from "../notices/alarm.ts";
import { detail } from "../notices/detail.ts";
import { liveNotice } from "../notices/live-notice.ts";
import type { AddressBook } from "./address-book.ts";
import { type Card, openCards } from "./cards.ts";
import { ownHome } from "./choose-home.ts";
import { isReachable } from "./is-reachable.ts";
import { posts } from "./posts.ts";

export interface Planning {
  readonly program: Program;
  /** As people were told of it last. */
  readonly before: Lived;
  /** What has happened since; at least one. */
  readonly moments: readonly Moment[];
  readonly channel: string;
  /** The message that shows the run: its own, or one that it shares. */
  readonly home: string;
  readonly startedBy: string;
  readonly background: Background;
  readonly wishes: ReadonlyMap<string, ChatWish>;
  readonly book: AddressBook;
}

/** What people are to see of a run after these moments. Only what it is like now counts. */
export function planMessages(planning: Planning, run: Run, lived: Lived): readonly Wanted[] {
  return [
    ...live(planning, run, lived),
    ...cards(planning, run),
    ...details(planning, run),
    ...alarms(planning, run),
    ...posts(planning.program, run, planning.book, planning.channel),
  ];
}

const HOUR = 3_600_000;
/** How long an end is worth a message that was not sent in time. */
const GOOD_NEWS_MS = HOUR;
const BAD_NEWS_MS = 48 * HOUR;

function live(planning: Planning, run: Run, { times }: Lived) {
  const { program, channel, home, startedBy, background, book } = planning;
  if (home !== ownHome(run.id)) return [];
  const notice = liveNotice(program, { run, times, startedBy, background }, book);
  const urgency = urgencyOf(planning, run);
  return [message({ key: home, channel, thread: null, notice, urgency }, worthOf(run))];
}

/** What asks for somebody stands below it, and cannot be there before it. */
function urgencyOf({ program, background, book }: Planning, run: Run): Urgency {
  if (openCards(program, run, background, book).length > 0) return 0;
  return run.phase.is === "ended" ? 1 : 2;
}

function worthOf({ phase }: Run): Wanted["worth"] {
  if (phase.is !== "ended") return { is: "always" };
  const patience = needsPerson(phase.ending) ? BAD_NEWS_MS : GOOD_NEWS_MS;
  return { is: "until", at: phase.at + patience };
}

function cards(
  { program, before, moments, channel, home, background, wishes, book }: Planning,
  run: Run,
): readonly Wanted[] {
  const open = openCards(program, run, background, book);
  const keys = new Set(open.map(({ key }) => key));
  const known = before.run === undefined ? [] : openCards(program, before.run, background, book);
  const settled = known.filter(({ key }) => !keys.has(key));
  const copies = (card: Card, notice: Notice, worth: Wanted["worth"]): readonly Wanted[] => {
    const key = `${ownHome(run.id)}/${card.key}`;
    const accounts = book.accountsOf(card.of);
    const call = { is: "call", people: accounts, text: "can decide this." } as const;
    const isSettled = worth.is === "edit";
    const inThread = isSettled || accounts.length === 0 ? notice : withCall(notice, call);
    const { severity } = program.playbook;
    // What was told to somebody alone is settled there, whatever they have wished for since.
    const direct = accounts.filter(
      (account) => isSettled || isReachable(wishes.get(account), severity, run.now, book.zone),
    );
    return [
      message({ key, channel, thread: home, notice: inThread, urgency: 0 }, worth),
      ...direct.map((account) =>
        message(
          { key: `${key}/${account}`, channel: account, thread: null, notice, urgency: 0 },
          worth,
        ),
      ),
    ];
  };
  return [
    ...open.flatMap((card) => copies(card, card.open, { is: "always" })),
    ...settled.flatMap((card) => copies(card, card.settled(run, moments), { is: "edit" })),
  ];
}

function withCall(notice: Notice, call: Notice["parts"][number]): Notice {
  return { ...notice, parts: [...notice.parts, call] };
}

function details({ moments, channel, home, book }: Planning, run: Run): readonly Wanted[] {
  const notice = detail(moments, book);
  const last = moments.at(-1);
  if (notice === undefined || last === undefined) return [];
  const key = `${ownHome(run.id)}/detail/${last.lived.seq}`;
  return [message({ key, channel, thread: home, notice, urgency: 2 }, worthOf(run), true)];
}

/** Where the run is shown, and where it is handed over to when that is elsewhere. */
function alarms(
  { program, before, channel, background, book }: Planning,
  run: Run,
): readonly Wanted[] {
  const wasOver = before.run?.phase.is === "ended" || before.run?.phase.is === "taking_back";
  if (run.phase.is !== "ended" || wasOver) return [];
  const { ending } = run.phase;
  const { escalateTo } = ending;
  const handedTo = escalateTo === null ? null : book.channelFor(escalateTo);
  const channels = new Set([
    ...(needsPerson(ending) ? [channel] : []),
    ...(handedTo === null ? [] : [handedTo]),
  ]);
  const notice = alarm(program, run, ending, background, book);
  return [...channels].map((where) => {
    const key = `${ownHome(run.id)}/alarm/${where}`;
    return message({ key, channel: where, thread: null, notice, urgency: 0 }, worthOf(run));
  });
}

function message(
  what: {
    readonly key: string;
    readonly channel: string;
    readonly thread: string | null;
    readonly notice: Notice;
    readonly urgency: Urgency;
  },
  worth: Wanted["worth"],
  joins = false,
): Wanted {
  return { ...what, worth, joins };
}
