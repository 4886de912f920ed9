import type { Redis } from "ioredis";
import type { SeenJob } from "../../../ports/job-queue.ts";
import { type Command, sendAll } from "../connection/pipeline.ts";
import { failuresAlike, reasonOf } from "./reason.ts";

/** What a job's record says; jobs that are gone by now are left out. */
export async function readJobs(
  client: Redis,
  { ids, keyOf, now }: JobsToRead,
  signal: AbortSignal,
): Promise<readonly SeenJob[]> {
  const answers = await sendAll(
    client,
    ids.flatMap((id): Command[] => [
      ["hmget", keyOf(id), ...FIELDS],
      ["hstrlen", keyOf(id), "data"],
    ]),
    signal,
  );
  const records = ids.map((id, index) => ({
    id,
    record: answers[2 * index] as Fields,
    dataBytes: Number(answers[2 * index + 1]),
  }));
  const found = records.filter(({ record }) => record.some((field) => field !== null));
  const texts = await sendAll(
    client,
    found.map(({ id, dataBytes }): Command =>
      dataBytes > LARGEST_DATA ? ["hget", keyOf(id), "id"] : ["hget", keyOf(id), "data"],
    ),
    signal,
  );
  return found.map(({ id, record, dataBytes }, index) => ({
    ...jobOf(id, record, now),
    dataBytes,
    dataFields: fieldsOf(texts[index]),
  }));
}

export interface JobsToRead {
  readonly ids: readonly string[];
  readonly keyOf: (id: string) => string;
  readonly now: number;
}

const FIELDS = ["name", "timestamp", "atm", "stc", "finishedOn", "failedReason", "stacktrace"];
type Fields = readonly (string | null)[];

/** Larger data is not brought here just to name its fields. */
const LARGEST_DATA = 65_536;

function jobOf(
  id: string,
  [name, created, attempts, stalled, finished, failure, traces]: Fields,
  now: number,
): Omit<SeenJob, "dataBytes" | "dataFields"> {
  const reason = typeof failure === "string" ? reasonOf(failure) : undefined;
  return {
    id,
    name: name ?? "",
    attempts: Number(attempts ?? 0),
    stalled: Number(stalled ?? 0),
    ageSeconds: Math.max(0, Math.round((now - Number(created ?? now)) / 1_000)),
    failedAlike: reason === undefined ? 0 : failuresAlike(textsOf(traces), reason),
    ...(reason !== undefined && { reason }),
    ...(reason !== undefined && typeof finished === "string" && { failedAt: Number(finished) }),
  };
}

function fieldsOf(text: unknown): readonly string[] {
  const data = parsed(text);
  const isRecord = typeof data === "object" && data !== null && !Array.isArray(data);
  return isRecord ? Object.keys(data).slice(0, MOST_FIELDS) : [];
}

const MOST_FIELDS = 50;

function textsOf(text: string | null | undefined): readonly string[] {
  const texts = parsed(text);
  return Array.isArray(texts) ? texts.filter((each) => typeof each === "string") : [];
}

/** Whoever adds jobs may write anything there. */
function parsed(text: unknown): unknown {
  try {
    return typeof text === "string" ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}
