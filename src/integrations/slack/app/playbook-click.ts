import type { Actor } from "../../../access/actor.ts";
import type { Click, PlaybookClick } from "../../../model/notice.ts";
import type { Scope } from "../../../ports/switches.ts";
import type { Pressed } from "./pressed.ts";
import type { Carried } from "./dialogs/modal.ts";
import { startModal } from "./dialogs/start-modal.ts";
import type { SlackNeeds } from "./needs.ts";
import { doneReply, refusalReply } from "./replies/refusal-reply.ts";
import { onPlaybook, replyTo, type Reply, say } from "./reply.ts";

const PAUSE_MS = 3_600_000;

/** Does what a button in somebody's Home says about a playbook, and shows the Home as it is then. */
export async function onPlaybookClick(
  { click: { act, playbook }, actor, carried }: Pressed<Click & PlaybookClick>,
  needs: SlackNeeds,
): Promise<Reply> {
  if (act === "run") return offerStart(playbook, {}, actor, carried, needs);
  const wanted = act === "pause" ? ({ is: act, forMs: PAUSE_MS } as const) : ({ is: act } as const);
  return turnPlaybook(wanted, playbook, actor, needs, { is: "home" });
}

export function offerStart(
  playbook: string,
  params: Readonly<Record<string, string>>,
  actor: Actor,
  carried: Carried,
  needs: SlackNeeds,
): Promise<Reply> {
  return onPlaybook(playbook, "start", actor, needs, async () => {
    const known = (await needs.desk.playbooks(actor)).find(({ name }) => name === playbook);
    if (known === undefined) return say(doneReply(`There is no playbook ${playbook}.`));
    return { is: "dialog", view: startModal(known, params, carried) };
  });
}

/** What holds runs back, or lets them go again. */
type Turn =
  | { readonly is: "pause"; readonly forMs: number | null }
  | { readonly is: "freeze"; readonly reason: string }
  | { readonly is: "resume" | "thaw" };

/** For one playbook, or for all. */
export async function turnPlaybook(
  turn: Turn,
  what: string,
  actor: Actor,
  needs: SlackNeeds,
  reply?: Reply,
): Promise<Reply> {
  const { desk } = needs;
  const scope: Scope = what === "all" ? "all" : `playbook:${what}`;
  const said = reply ?? say(doneReply(wordsFor(turn, what === "all" ? "any playbook" : what)));
  const work = async (): Promise<Reply> =>
    replyTo(await turned(turn, scope, actor, needs), () => said);
  const right = turn.is === "resume" ? "pause" : turn.is;
  if (what !== "all") return onPlaybook(what, right, actor, needs, work);
  const failure = desk.authorize(actor, right, null);
  return failure === undefined ? work() : say(refusalReply(failure));
}

function turned(turn: Turn, scope: Scope, actor: Actor, { desk: { brakes } }: SlackNeeds) {
  switch (turn.is) {
    case "resume":
      return brakes.turnOff(["pause"], scope, actor);
    case "thaw":
      return brakes.turnOff(["freeze"], scope, actor);
    case "pause": {
      const reason = `${actor.id} asked for it in Slack`;
      const { forMs } = turn;
      return brakes.turnOn({ kind: "pause", scope, reason, inFlight: "hold", forMs }, actor);
    }
    case "freeze": {
      const { reason } = turn;
      return brakes.turnOn({ kind: "freeze", scope, reason, inFlight: "hold", forMs: null }, actor);
    }
  }
}

function wordsFor({ is }: Turn, about: string): string {
  switch (is) {
    case "resume":
      return `Runs of ${about} start by themselves again.`;
    case "thaw":
      return `Runs of ${about} may change something again.`;
    case "pause":
      return `No run of ${about} starts by itself until somebody resumes it, or the time is over; people still can.`;
    case "freeze":
      return `No run of ${about} changes anything until somebody thaws it.`;
  }
}
