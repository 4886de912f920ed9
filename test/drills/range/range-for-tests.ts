import { onTestFinished } from "vitest";
import { type Range, startRange } from "../../../src/drills/range/start-range.ts";
import { systemClock } from "../../../src/integrations/system/clock.ts";
import { startRedis } from "../../redis/server.ts";

/** How much faster than the clock the story of a test goes. */
export const PACE = 100;

export const PIPELINE = {
  name: "data-pipeline",
  steps: [
    { id: "fetch", type: "http" },
    { id: "process", type: "agent", depends_on: ["fetch"] },
    { id: "store", type: "database", depends_on: ["process"] },
  ],
};

export interface RangeForTests extends Range {
  readonly redisUrl: string;
  readonly call: (method: string, path: string, body?: unknown) => Promise<Response>;
  readonly look: <T>(path: string) => Promise<T>;
  /** Creates a workflow and answers its id. */
  readonly create: (definition?: object) => Promise<string>;
  /** Waits until the answer of a path is as it should be. */
  readonly until: <T>(path: string, is: (answer: T) => boolean) => Promise<T>;
}

/** A range of one test alone, on a real Redis, with everything ready. */
export async function rangeForTests(): Promise<RangeForTests> {
  const redis = await startRedis();
  onTestFinished(redis.stop);
  const range = await startRange({ clock: systemClock, redisUrl: redis.url, pace: PACE, port: 0 });
  onTestFinished(range.stop);
  const call = (method: string, path: string, body?: unknown): Promise<Response> =>
    fetch(`${range.engineUrl}${path}`, {
      method,
      ...(body !== undefined && {
        body: JSON.stringify(body),
        headers: { "content-type": "application/json" },
      }),
    });
  async function look<T>(path: string): Promise<T> {
    const answer = await call("GET", path);
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as T; // the test says what it expects
  }
  async function until<T>(path: string, is: (answer: T) => boolean): Promise<T> {
    for (;;) {
      const turn = range.system.nextTurn();
      const answer = await look<T>(path).catch(() => undefined);
      if (answer !== undefined && is(answer)) return answer;
      await turn;
    }
  }
  await until<unknown[]>("/api/v1/workers", (workers) => workers.length === 3);
  return {
    ...range,
    redisUrl: redis.url,
    call,
    look,
    until,
    create: async (definition = PIPELINE) => {
      const answer = await call("POST", "/api/v1/workflows", definition);
      const { id } = (await answer.json()) as { id: string };
      return id;
    },
  };
}
