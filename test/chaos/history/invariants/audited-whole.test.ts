import { describe, expect, test } from "vitest";
import { cleanHistory, linked, withArrivals, withIntents, withRun } from "../example-history.ts";
import type { History, RunHistory } from "../history.ts";
import { auditedWhole } from "./audited-whole.ts";

describe("an audit", () => {
  test("that explains everything is as promised", () => {
    expect([...auditedWhole(cleanHistory())]).toEqual([]);
  });

  test("must not have an entry that was altered", () => {
    const history = withRun(cleanHistory(), ({ events }) => ({
      events: events.map((one, index) =>
        index === 2 ? { ...one, entry: { ...one.entry, actor: "eve" } } : one,
      ),
    }));

    expect(all(history)).toEqual(["the chain of run r-1 breaks at entry 3: entry_altered"]);
  });

  test("must not lack an entry", () => {
    const history = withRun(cleanHistory(), ({ events }) => ({ events: events.toSpliced(2, 1) }));

    expect(all(history)).toEqual(["the chain of run r-1 breaks at entry 3: entry_missing"]);
  });

  test("must begin with the start of its run", () => {
    expect(all(withEvents((events) => events.slice(1)))).toEqual([
      "the audit of run r-1 does not begin with its start",
    ]);
  });

  test("must not lack a transition, even when its chain is whole", () => {
    const violations = all(withEvents((events) => events.slice(0, -1)));

    expect(violations).toContain("the state of run r-1 is not what its events make of it");
    expect(violations).toContain("no event says that r-1/restart/0/run, attempt 1, succeeded");
  });

  test("must say of an effect what the record of its intent says", () => {
    const history = withIntents(cleanHistory(), "page", { outcome: "failed" });

    expect(all(history)).toEqual(["no event says that r-1/page/0/run, attempt 1, failed"]);
  });

  test("must explain every effect outside", () => {
    const history = withArrivals(cleanHistory(), "page", { digest: "sha256:0" });

    expect(all(history)).toEqual([
      'line 1 of the oracle: "page" of run r-1, attempt 1, on one is nothing that the events of its run wanted',
    ]);
  });
});

function withEvents(change: (events: RunHistory["events"]) => RunHistory["events"]): History {
  return withRun(cleanHistory(), ({ record, events }) => ({
    events: linked(
      record.id,
      change(events).map(({ event }) => event),
    ),
  }));
}

function all(history: History): readonly string[] {
  return [...auditedWhole(history)];
}
