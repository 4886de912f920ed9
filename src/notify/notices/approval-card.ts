import type { Approval, ApprovalRequest, PlannedEffect } from "../../model/approval.ts";
import { shortDigest } from "../../engine/approval/digest.ts";
import type { Button, Notice, NoticePart } from "../../model/notice.ts";
import type { Background } from "../../ports/message-store.ts";
import type { AddressBook } from "../plan/address-book.ts";
import {
  moveWords,
  riskWords,
  shortMove,
  silenceWords,
  UNCHECKED,
  withoutStop,
} from "../wording/approval-words.ts";
import { clockTime } from "../wording/clock-time.ts";
import { objections } from "../wording/objections.ts";
import { alertButtons } from "./alert-buttons.ts";
import { earlierLine } from "./run-lines.ts";

/** Everything somebody has to know who says yes, and nothing that is not part of what is signed. */
export function approvalCard(
  { request, digest, votes, changed }: Approval,
  background: Background,
  book: AddressBook,
): Notice {
  const { zone } = book;
  const earlier = background.earlier.map((run) => earlierLine(run, zone));
  const against = objections(background, zone);
  const by = clockTime(request.expires, zone);
  const what = whatOf(request);
  const short = shortDigest(digest);
  const given = votes.map((vote) => book.nameOf(vote.by)).join(", ");
  const row = (label: string, text: string): NoticePart => ({ is: "row", label, text });
  return {
    sentence: `Approval needed by ${by}: ${withoutStop(what)}.`,
    parts: [
      { is: "headline", state: `APPROVE BY ${by}`, about: titleOf(request), aside: null },
      ...(changed.length === 0 ? [] : [row("PLAN CHANGED", changed.join(" "))]),
      row("WHAT", what),
      row("WHY", request.why),
      row("RISK", riskWords(request, undosOf(request))),
      row("CHECK", request.check ?? UNCHECKED),
      ...(against.length === 0 ? [] : [row("WHY NOT NOW", against.join(" "))]),
      row("IF NO ANSWER", silenceWords(request, by)),
      row("WHO", whoOf(request)),
      ...(given === "" ? [] : [row("SO FAR", `${given} approved.`)]),
      ...(earlier.length === 0 ? [] : [row("RUNS BEFORE", earlier.join("\n"))]),
      { is: "small", text: `plan ${short} · run ${request.run}` },
      { is: "buttons", buttons: decisions(request, digest, what) },
      { is: "buttons", buttons: alertButtons(background.alerts) },
    ],
  };
}

/** The same card once nobody can answer it any more. */
export function decidedCard(
  { request, standing, decided, votes }: Approval,
  book: AddressBook,
): Notice {
  const at = decided === null ? null : clockTime(decided.at, book.zone);
  const state = standingWords(standing);
  const names = votes.map(({ by }) => book.nameOf(by)).join(", ");
  const who = standing === "granted" ? names : byWords(decided, book);
  const text = [who === "" ? "" : `by ${who}`, at === null ? "" : `at ${at}`].join(" ").trim();
  const broken = votes.flatMap(({ breakGlass }) => (breakGlass === null ? [] : [breakGlass]));
  const what = whatOf(request);
  return {
    sentence: `${sentenceCase(state)}${text === "" ? "" : ` ${text}`}: ${withoutStop(what)}.`,
    parts: [
      { is: "headline", state, about: text, aside: null },
      { is: "row", label: "WHAT", text: what },
      ...broken.map((reason): NoticePart => ({ is: "row", label: "BREAK-GLASS", text: reason })),
    ],
  };
}

function byWords(decided: Approval["decided"], book: AddressBook): string {
  const by = decided?.by ?? null;
  return by === null ? "" : book.nameOf(by);
}

function standingWords(standing: Approval["standing"]): string {
  switch (standing) {
    case "waiting":
    case "withdrawn":
      return "NO LONGER ASKED";
    case "granted":
      return "APPROVED";
    case "denied":
      return "DENIED";
    case "expired":
      return "NOBODY ANSWERED";
    case "replaced":
      return "PLAN CHANGED, ASKED AGAIN";
  }
}

function sentenceCase(words: string): string {
  return words.charAt(0) + words.slice(1).toLowerCase();
}

function titleOf({ playbook, step, effects }: ApprovalRequest): string {
  const changes = effects.filter(({ phase }) => phase === "run").length;
  const many = changes > 1 ? `, ${changes} changes` : "";
  return `${step} of ${playbook}${many}`;
}

const MOST_EFFECTS = 10;

function whatOf({ effects }: ApprovalRequest): string {
  const changes = effects.filter(({ phase }) => phase === "run");
  const named = changes.slice(0, MOST_EFFECTS).map(effectWords);
  const rest = changes.length - named.length;
  return [...named, ...(rest > 0 ? [`and ${rest} more; the full plan has them all`] : [])].join(
    "\n",
  );
}

function effectWords({ sentence, change, targets }: PlannedEffect): string {
  const moved = change === null ? "" : moveWords(change);
  const on =
    targets.length === 0 ||
    targets.some((target) => sentence.includes(target.split("/").at(-1) ?? target));
  return `${withoutStop(sentence)}${moved}.${on ? "" : ` Touches ${targets.join(", ")}.`}`;
}

function undosOf({ effects }: ApprovalRequest): readonly string[] {
  return effects.filter(({ phase }) => phase === "undo").map(({ sentence }) => sentence);
}

function whoOf({ by, count, policy, requester }: ApprovalRequest): string {
  const many = count === 1 ? "one" : String(count);
  const self =
    policy.selfApproval === "never" && requester !== null
      ? `, never ${requester} who asked for it`
      : "";
  return `${many} of ${by.join(", ")}${self}`;
}

function decisions(
  { run, step, risk, isReversible, effects }: ApprovalRequest,
  digest: string,
  what: string,
): readonly Button[] {
  const [only, second] = effects.filter(({ phase }) => phase === "run");
  const move = second === undefined ? shortMove(only?.change ?? null) : undefined;
  const moved = move === undefined ? "" : ` ${move.before} → ${move.after}`;
  const isGrave = risk === "high" || !isReversible;
  const about = withoutStop(what).slice(0, LONGEST_SPOKEN);
  return [
    {
      label: `Approve${moved}`,
      spoken: `Approve: ${about}`,
      tone: isGrave ? "danger" : "main",
      does: { is: "click", act: "approve", run, step, digest },
    },
    {
      label: "Deny",
      spoken: `Deny: ${about}`,
      tone: "plain",
      does: { is: "click", act: "deny", run, step, digest },
    },
    {
      label: "Full plan",
      spoken: `Full plan: ${about}`,
      tone: "plain",
      does: { is: "click", act: "plan", run },
    },
  ];
}

const LONGEST_SPOKEN = 60;
