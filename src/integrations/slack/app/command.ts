import type { Actor } from "../../../access/actor.ts";
import { refuse } from "../../../intake/api/refusal.ts";
import type { Scope } from "../../../ports/switches.ts";
import { onClick } from "./click.ts";
import { type Carried, startModal } from "./modals.ts";
import type { SlackNeeds } from "./needs.ts";
import { type Command, parseCommand } from "./parse-command.ts";
import { doneReply, HELP, overviewReply, planReply, refusalReply } from "./replies.ts";
import { onPlaybook, replyTo, type Reply, say } from "./reply.ts";
import { readOverview } from "./overview.ts";

/** Answers what somebody writes after /pitcrew, to them alone. */
export async function onCommand(
  text: string,
  actor: Actor,
  press: string,
  carried: Carried,
  needs: SlackNeeds,
): Promise<Reply> {
  const command = parseCommand(text);
  const { desk } = needs;
  switch (command.is) {
    case "misread": {
      const { message, remedy } = command;
      return say(refusalReply({ code: "E433", message, remedy }));
    }
    case "help":
      return say(HELP);
    case "overview": {
      const { live, ended } = await readOverview(actor, needs);
      return say(overviewReply(live, ended));
    }
    case "plan": {
      const { playbook, params } = command;
      return onPlaybook(playbook, "see", actor, needs, async () =>
        replyTo(await desk.plan({ playbook, params }), (view) => say(planReply(view))),
      );
    }
    case "run":
      return onPlaybook(command.playbook, "start", actor, needs, async () => {
        const known = (await desk.playbooks(actor)).find(({ name }) => name === command.playbook);
        if (known === undefined) return say(doneReply(`There is no playbook ${command.playbook}.`));
        return { is: "dialog", view: startModal(known, command.params, carried) };
      });
    case "status":
    case "stop": {
      const run = await whichRun(command.run, actor, needs);
      if (run === undefined) return noSuchRun(command.run);
      const click = { is: "click", act: command.is, run } as const;
      return onClick({ click, actor, press, carried }, needs);
    }
    case "pause":
    case "resume":
      return turn(command, actor, needs);
  }
}

/** People write the beginning of an id; it has to be that of one run alone. */
async function whichRun(
  written: string,
  actor: Actor,
  { desk }: SlackNeeds,
): Promise<string | undefined> {
  const recent = await desk.list({}, { limit: RECENT }, actor);
  const meant = recent.filter(({ id }) => id.startsWith(written.toLowerCase()));
  const [only] = meant;
  if (only !== undefined && meant.length === 1) return only.id;
  return /^[0-9a-f-]{36}$/i.test(written) ? written.toLowerCase() : undefined;
}

const RECENT = 200;

function noSuchRun(written: string): Reply {
  const refused = refuse(
    "E312",
    `No run, or more than one, begins with "${written}"`,
    "Write /pitcrew to see what is live.",
  );
  return replyTo(refused, () => say(HELP));
}

async function turn(
  command: Extract<Command, { is: "pause" | "resume" }>,
  actor: Actor,
  needs: SlackNeeds,
): Promise<Reply> {
  const { what } = command;
  const { desk } = needs;
  const scope: Scope = what === "all" ? "all" : `playbook:${what}`;
  const about = what === "all" ? "any playbook" : what;
  const work = async (): Promise<Reply> => {
    if (command.is === "resume") {
      const turned = await desk.brakes.turnOff(["pause"], scope, actor);
      return replyTo(turned, () => say(doneReply(`Runs of ${about} start by themselves again.`)));
    }
    const { forMs } = command;
    const reason = `${actor.id} asked for it in Slack`;
    const wanted = { kind: "pause", scope, reason, inFlight: "hold", forMs } as const;
    const turned = await desk.brakes.turnOn(wanted, actor);
    const says = `No run of ${about} starts by itself until somebody resumes it, or the time is over; people still can.`;
    return replyTo(turned, () => say(doneReply(says)));
  };
  if (what !== "all") return onPlaybook(what, "pause", actor, needs, work);
  const failure = desk.authorize(actor, "pause", null);
  return failure === undefined ? work() : say(refusalReply(failure));
}
