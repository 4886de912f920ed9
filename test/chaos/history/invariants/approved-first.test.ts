import { describe, expect, test } from "vitest";
import type { Voted } from "../../../../src/engine/machine/event.ts";
import type { RecordedEvent } from "../../../../src/ports/run-store.ts";
import { cleanHistory, linked, withArrivals, withRun } from "../example-history.ts";
import type { History } from "../history.ts";
import { approvedFirst } from "./approved-first.ts";

describe("an effect that needs approval", () => {
  test("by as many as its playbook wants is as promised", () => {
    expect([...approvedFirst(cleanHistory())]).toEqual([]);
  });

  test("must not be sent when nobody was asked", () => {
    expect(first(withRun(cleanHistory(), () => ({ asked: [] })))).toContain("nobody was asked");
  });

  test("must not be sent with too few votes", () => {
    const history = withVotes((vote) => (vote.by === "bob" ? [] : [vote]));

    expect(first(history)).toBe(
      'line 2 of the oracle: "scale" of run r-1, attempt 1, on one needs 2 to approve, and 1 did in time',
    );
  });

  test("must not be sent because one person voted twice", () => {
    expect(first(withVotes((vote) => [{ ...vote, by: "ann" }]))).toContain("and 1 did in time");
  });

  test("must not be sent before the votes are in", () => {
    const history = withArrivals(cleanHistory(), "scale", { started: 2_500 });

    expect(first(history)).toContain("and 1 did in time");
  });

  test("must not be sent on votes that came too late", () => {
    const history = withRun(cleanHistory(), ({ asked }) => ({
      asked: asked.map((ask) => ({ ...ask, request: { ...ask.request, expires: 2_500 } })),
    }));

    expect(first(history)).toContain("and 1 did in time");
  });

  test("must not be sent after a denial, however many approve", () => {
    const history = withVotes((vote) => [vote, { ...vote, by: "eve", vote: "deny" }]);

    expect(first(history)).toContain("was denied by eve");
  });

  test("must be what was shown", () => {
    const history = withRun(cleanHistory(), ({ asked }) => ({
      asked: asked.map((ask) => ({
        ...ask,
        request: {
          ...ask.request,
          effects: ask.request.effects.map((one) => ({ ...one, with: { ...one.with, to: 4 } })),
        },
      })),
    }));

    expect(first(history)).toContain("is not what was shown");
  });

  test("must be among what was shown", () => {
    const history = withRun(cleanHistory(), ({ asked }) => ({
      asked: asked.map((ask) => ({ ...ask, request: { ...ask.request, effects: [] } })),
    }));

    expect(first(history)).toContain("is not what was shown");
  });
});

function withVotes(change: (vote: Voted) => readonly Voted[]): History {
  return withRun(cleanHistory(), ({ record, events }) => ({
    events: linked(
      record.id,
      events.flatMap(({ event }): RecordedEvent["event"][] =>
        event.is === "voted" ? [...change(event)] : [event],
      ),
    ),
  }));
}

function first(history: History): string | undefined {
  return [...approvedFirst(history)][0];
}
