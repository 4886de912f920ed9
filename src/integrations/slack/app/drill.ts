import type { Actor } from "../../../access/actor.ts";
import { refusalOf } from "../../../intake/api/refusal.ts";
import type { Notice } from "../../../model/notice.ts";
import type { SlackDrills, SlackNeeds } from "./needs.ts";
import { doneReply, refusalReply } from "./replies/refusal-reply.ts";
import { replyTo, type Reply, say } from "./reply.ts";

/** Rehearses an incident on systems of its own, which takes the server's time: admins alone may. */
export async function onDrill(
  name: string | null,
  actor: Actor,
  { desk, drills }: SlackNeeds,
  later: (reply: Reply) => void,
): Promise<Reply> {
  const right = name === null ? "see" : "administer";
  const failure = desk.authorize(actor, right, null);
  if (failure !== undefined) return say(refusalReply(refusalOf(failure)));
  if (name === null) return say(listReply(await drills.list()));
  const begun = await drills.begin(name, (sentences) => later(say(endReply(name, sentences))));
  return replyTo(begun, () => say(doneReply(`The drill ${name} has begun. ${PROMISE}`)));
}

const PROMISE = "Nothing of yours is touched and nobody is paged; how it went follows here.";

function listReply(all: Awaited<ReturnType<SlackDrills["list"]>>): Notice {
  const sentence = all.length === 0 ? "There are no drills." : "These are the drills.";
  return {
    sentence,
    parts: [
      { is: "text", text: sentence },
      ...all.map(({ name, summary }) => ({ is: "row", label: name, text: summary }) as const),
    ],
  };
}

function endReply(name: string, [first = "It is over.", ...more]: readonly string[]): Notice {
  return {
    sentence: `Drill ${name}: ${first}`,
    parts: [
      { is: "headline", state: "DRILL", about: name, aside: null },
      { is: "text", text: [first, ...more].join("\n") },
    ],
  };
}
