import type { JsonObject, JsonValue } from "../../model/json.ts";
import type { Program } from "../../playbook/program.ts";
import { IN_DOUBT } from "../stub.ts";
import { stubKey } from "../stub-place.ts";
import type { RecordedEvent, RecordedResult } from "./recording.ts";

/** What each call of a run found, in the order in which it was made. */
export function stubsOf(events: readonly RecordedEvent[], { steps }: Program): JsonObject {
  const calls = new Map<string, Map<number, JsonValue[]>>();
  const found = (key: string, item: number): JsonValue[] => {
    const items = calls.get(key) ?? new Map<number, JsonValue[]>();
    calls.set(key, items);
    const answers = items.get(item) ?? [];
    items.set(item, answers);
    return answers;
  };
  for (const event of events) {
    if (event.is === "child_ended") {
      found(event.step, event.item).push({ outcome: event.outcome, outputs: event.outputs });
    }
    if (event.is !== "performed" || event.phase === "plan") continue;
    const stub = stubFor(event.result);
    if (stub === undefined) continue;
    const answers = found(stubKey(event.step, event.phase), event.item);
    // In a rehearsal a change arrives as its stub says it was sent.
    if (event.phase === "arrival") answers.pop();
    answers.push(stub);
  }
  const entries = [...calls].map(([key, items]): [string, JsonValue] => {
    const [step = ""] = key.split(".");
    const isForeach = steps.get(step)?.items !== undefined;
    return [key, isForeach ? eachOf(items) : shortest(items.get(0) ?? [])];
  });
  return Object.fromEntries(entries);
}

function stubFor(result: RecordedResult): JsonValue | undefined {
  switch (result.is) {
    case "succeeded":
      return result.output;
    case "failed": {
      const { code, message, retry } = result.failure;
      return { fails: { message, code, retry } };
    }
    case "in_doubt":
      return IN_DOUBT;
    case "locked":
    case "held_back":
    case "unapproved":
      return undefined;
  }
}

/** An item that never came to this call has no stub; another takes its place, and is not asked for. */
function eachOf(items: ReadonlyMap<number, readonly JsonValue[]>): JsonValue {
  const count = Math.max(...items.keys()) + 1;
  const some = [...items.values()][0] ?? [];
  return Array.from({ length: count }, (_, item) => shortest(items.get(item) ?? some));
}

/** The last of a list stands for all later calls, so that it need not be said again. */
function shortest(answers: readonly JsonValue[]): JsonValue {
  const texts = answers.map((answer) => JSON.stringify(answer));
  let end = answers.length;
  while (end > 1 && texts[end - 1] === texts[end - 2]) end -= 1;
  const kept = answers.slice(0, end);
  return kept.length === 1 ? (kept[0] ?? null) : kept;
}
