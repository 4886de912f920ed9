import { describe, expect, test } from "vitest";
import { appendSurely } from "../../../src/engine/worker/append-surely.ts";
import type { Appended, RunStore } from "../../../src/ports/run-store.ts";
import { changeOf } from "../../contract/run-store/example-runs.ts";
import { fakeClock } from "../fake-clock.ts";

const CLAIM = { run: "r-1", epoch: 1, seq: 1, heard: 0 };
const STORED: Appended = { is: "stored", claim: { ...CLAIM, seq: 2 } };

describe("an append whose answer is lost", () => {
  test("is repeated as it was until there is an answer", async () => {
    const { answer, clock, asked, thrown } = append([lost(), lost(), STORED]);

    await clock.pass(1_000);

    expect(await answer).toEqual(STORED);
    expect(new Set(asked).size).toBe(1);
    expect(asked).toHaveLength(3);
    expect(thrown).toEqual([lost(), lost()]);
  });

  test("throws in the end, because a store that never answers cannot be worked with", async () => {
    const { answer, clock, asked } = append([]);

    await Promise.all([expect(answer).rejects.toThrow("the answer is lost"), clock.pass(5_000)]);

    expect(asked).toHaveLength(5);
  });

  test("is not repeated once the lease is over", async () => {
    const { answer, lease, asked } = append([lost(), STORED]);

    lease.abort();

    expect(await answer).toEqual({ is: "lost" });
    expect(asked).toHaveLength(1);
  });
});

function append(answers: readonly (Appended | Error)[]) {
  const clock = fakeClock();
  const lease = new AbortController();
  const asked: unknown[] = [];
  const thrown: unknown[] = [];
  const store: Pick<RunStore, "append"> = {
    append: async (_claim, change) => {
      const answer = answers[asked.length] ?? lost();
      asked.push(change);
      if (answer instanceof Error) throw answer;
      return answer;
    },
  };
  const { signal } = lease;
  const answer = appendSurely(CLAIM, changeOf(), {
    store,
    clock,
    lease: { signal, isHeld: () => !signal.aborted, letGo: () => undefined },
    onThrown: (error) => thrown.push(error),
  });
  return { answer, clock, lease, asked, thrown };
}

function lost(): Error {
  return new Error("the answer is lost");
}
