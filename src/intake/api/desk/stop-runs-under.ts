import { covers } from "../../../engine/brakes/scope.ts";
import type { Author } from "../../../ports/playbook-store.ts";
import type { RunSummary } from "../../../ports/run-store.ts";
import type { Switch } from "../../../ports/switches.ts";
import type { Desk } from "./desk.ts";

type Tools = Pick<Desk, "store" | "dispatcher" | "library" | "newId">;

/**
 * Ends the runs that a switch is about, and returns how many. When somebody dies in the middle of
 * this, the rest of them are held back all the same.
 */
export async function stopRunsUnder(
  { scope, inFlight }: Switch,
  author: Author,
  tools: Tools,
): Promise<number> {
  const { store, dispatcher, newId } = tools;
  let stopped = 0;
  for await (const run of liveRuns(tools)) {
    const team = await ownerOf(run, tools);
    if (!covers(scope, { playbook: run.playbook, team })) continue;
    const event = { is: "stopped", by: author.actor, undo: inFlight === "undo" } as const;
    const sent = await store.send({ id: newId(), run: run.id, event, ...author });
    if (sent.is !== "sent") continue;
    dispatcher.wake(run.id, sent.wakeSeq);
    stopped += 1;
  }
  return stopped;
}

const PAGE = 100;

async function* liveRuns({ store }: Tools): AsyncGenerator<RunSummary> {
  let before: string | undefined;
  for (;;) {
    const page = { limit: PAGE, ...(before !== undefined && { before }) };
    const runs = await store.list({ isEnded: false }, page);
    // A run inside another is stopped by that one.
    yield* runs.filter(({ parent }) => parent === null);
    before = runs.at(-1)?.id;
    if (runs.length < PAGE) return;
  }
}

/** Of a playbook that this Pitcrew does not understand, no team is known. */
async function ownerOf(run: RunSummary, { library }: Tools): Promise<string> {
  const found = await library.find(run);
  return found.is === "understood" ? found.program.playbook.owner : "";
}
