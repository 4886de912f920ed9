import type { Actor } from "../../../access/actor.ts";
import { refusalOf, refuse } from "../../../intake/api/refusal.ts";
import { refusalReply } from "./replies/refusal-reply.ts";
import { HELP } from "./replies/help.ts";
import { overviewReply } from "./replies/overview-reply.ts";
import { planReply } from "./replies/plan-reply.ts";
import { whyReply } from "./replies/why-reply.ts";
import type { Carried } from "./dialogs/modal.ts";
import { onDrill } from "./drill.ts";
import type { Account } from "./identify.ts";
import type { SlackNeeds } from "./needs.ts";
import { readOverview } from "./overview.ts";
import { parseCommand } from "./parse-command.ts";
import { offerStart, turnPlaybook } from "./playbook-click.ts";
import { onPlaybook, replyTo, type Reply, say } from "./reply.ts";
import { onRunClick } from "./run-click.ts";

interface Commanded {
  readonly text: string;
  readonly actor: Actor;
  readonly account: Account;
  /** Of this command alone. */
  readonly press: string;
  readonly carried: Carried;
  /** What is answered later than at once. */
  readonly later: (reply: Reply) => void;
}

/** Answers what somebody writes after /pitcrew, to them alone. */
export async function onCommand(commanded: Commanded, needs: SlackNeeds): Promise<Reply> {
  const { actor, carried, later } = commanded;
  const command = parseCommand(commanded.text);
  const { desk } = needs;
  switch (command.is) {
    case "misread": {
      const { message, remedy } = command;
      return say(refusalReply({ code: "E433", message, remedy }));
    }
    case "help":
      return say(HELP);
    case "overview":
      return say(overviewReply(await readOverview(actor, needs), needs.book()));
    case "plan": {
      const { playbook, params } = command;
      return onPlaybook(playbook, "see", actor, needs, async () =>
        replyTo(await desk.plan({ playbook, params }), (view) => say(planReply(view))),
      );
    }
    case "run":
      return offerStart(command.playbook, command.params, actor, carried, needs);
    case "status":
    case "stop": {
      const run = await whichRun(command.run, actor, needs);
      if (run === undefined) return noSuchRun(command.run);
      return onRunClick({ ...commanded, click: { is: "click", act: command.is, run } }, needs);
    }
    case "pause":
    case "resume":
    case "freeze":
    case "thaw":
      return turnPlaybook(command, command.what, actor, needs);
    case "why":
      return why(command.about, actor, needs);
    case "drill":
      return onDrill(command.name, actor, needs, later);
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

async function why(about: string, actor: Actor, { desk, book }: SlackNeeds): Promise<Reply> {
  const failure = desk.authorize(actor, "see", null);
  if (failure !== undefined) return say(refusalReply(refusalOf(failure)));
  return replyTo(await desk.alerts.why(about), (view) => say(whyReply(view, book())));
}
