import type { Actor } from "../../access/actor.ts";
import type { Directory } from "../../config/directory.ts";
import { derivedId } from "../../engine/derived-id.ts";
import type { JsonObject } from "../../model/json.ts";
import type { PageDesk } from "../../ports/page-desk.ts";
import type { KeptEvent } from "../../ports/pager-events.ts";
import type { Pager } from "../../ports/pager.ts";
import type { RunStore } from "../../ports/run-store.ts";
import type { ApiNeeds } from "../api/needs.ts";
import { deedOf, type IncidentName, PagerDutyEvent } from "./event.ts";

export interface ActingNeeds {
  readonly desk: Pick<PageDesk, "incident" | "follow">;
  readonly pager: Pick<Pager, "keysOf" | "note">;
  readonly runs: Pick<RunStore, "get">;
  readonly start: ApiNeeds["start"];
  readonly directory: () => Directory | undefined;
}

/** `again`: PagerDuty has to be asked first, and does not answer. */
export type Acted = "done" | "again";

/** Does what somebody wanted who did something in PagerDuty. Done twice, it counts once. */
export async function actOnEvent(
  { delivery, event: body }: KeptEvent,
  needs: ActingNeeds,
  signal: AbortSignal,
): Promise<Acted> {
  const { event } = PagerDutyEvent.parse(body);
  const deed = deedOf({ event });
  if (deed.is === "nothing") return "done";
  const keys = await keysOf(deed.incident, needs, signal);
  if (keys === undefined) return "again";
  const actor = actorOf(event.agent?.id, needs.directory());
  switch (deed.is) {
    case "acknowledged":
    case "resolved":
      for (const key of keys) {
        await needs.desk.follow(key, deed.is, { actor: actor.id, surface: actor.surface });
      }
      return "done";
    case "run":
      return startFor({ playbook: deed.playbook, actor, keys, delivery }, needs, signal);
  }
}

async function keysOf(
  { id, key }: IncidentName,
  { pager }: ActingNeeds,
  signal: AbortSignal,
): Promise<readonly string[] | undefined> {
  if (key !== null) return [key];
  const answer = await pager.keysOf(id, signal);
  if (answer.is === "later") return undefined;
  // Without a token nobody can ask, and then no incident of ours can be told by its id.
  return answer.is === "done" ? answer.value : [];
}

/** Somebody whom the directory does not know may do nothing, and is named by their account. */
function actorOf(account: string | undefined, directory: Directory | undefined): Actor {
  const known = Object.entries(directory?.people ?? {}).find(
    ([, { pagerduty }]) => pagerduty !== undefined && pagerduty === account,
  );
  const person = known?.[0] ?? null;
  const id = person ?? `pagerduty:${account ?? "unknown"}`;
  return { id, person, surface: "pagerduty", scope: person === null ? [] : null };
}

interface Start {
  readonly playbook: string;
  readonly actor: Actor;
  readonly keys: readonly string[];
  readonly delivery: string;
}

/** What came of it is written where the button was pressed. */
async function startFor(
  { playbook, actor, keys, delivery }: Start,
  needs: ActingNeeds,
  signal: AbortSignal,
): Promise<Acted> {
  const found = await Promise.all(keys.map((key) => needs.desk.incident(key)));
  const incident = found.find((each) => each !== undefined);
  const params = await paramsFrom(incident?.run ?? null, playbook, needs);
  const run = derivedId("pagerduty", delivery);
  const started = await needs.start(run, { playbook, params }, actor);
  if (incident === undefined) return "done";
  const text = started.ok
    ? `Pitcrew has started ${playbook} as run ${run}, as ${actor.id} asked.`
    : `Pitcrew has not started ${playbook}: ${started.refusal.code} ${started.refusal.message}. ${started.refusal.remedy}`;
  const noted = await needs.pager.note({ ...incident, text, id: delivery }, signal);
  return noted.is === "later" ? "again" : "done";
}

/** The same playbook again is meant for the same thing. */
async function paramsFrom(
  run: string | null,
  playbook: string,
  { runs }: ActingNeeds,
): Promise<JsonObject> {
  const before = run === null ? undefined : await runs.get(run);
  return before?.playbook === playbook ? before.params : {};
}
