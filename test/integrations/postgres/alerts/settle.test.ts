import { describe, expect, test } from "vitest";
import { alertWorld, at, firing, REPORT, resolved, settlementOf } from "./world.ts";

const LIMITS = { atMost: 10, forMs: 60_000, flapMs: 3_600_000 };

describe("an occurrence", () => {
  test("is due when it opens, for one process at a time, and again when nobody settles it", async () => {
    const { intake, queue } = await alertWorld();
    await intake.takeIn([firing()]);

    expect(await queue.claim({ ...LIMITS, forMs: 0 })).toMatchObject([{ looks: 1, isOpen: true }]);
    expect(await queue.claim(LIMITS)).toMatchObject([{ looks: 2 }]);
    expect(await queue.claim(LIMITS)).toEqual([]);
  });

  test("is not due once it is settled, and due again when it closes", async () => {
    const { intake, queue } = await alertWorld();
    await intake.takeIn([firing()]);
    const [due] = await queue.claim(LIMITS);
    await queue.settle([settlementOf(due?.id ?? "")]);
    expect(await queue.claim(LIMITS)).toEqual([]);

    await intake.takeIn([resolved(at(60))]);

    expect(await queue.claim(LIMITS)).toMatchObject([
      { isOpen: false, closedBecause: "resolved", looks: 1, result: "unmatched" },
    ]);
  });

  test("is due again when it closed while somebody looked at it", async () => {
    const { intake, queue } = await alertWorld();
    await intake.takeIn([firing()]);
    const [due] = await queue.claim(LIMITS);
    await intake.takeIn([resolved(at(60))]);

    await queue.settle([settlementOf(due?.id ?? "")]);

    expect(await queue.claim(LIMITS)).toMatchObject([{ isOpen: false }]);
  });

  test("keeps each verdict that differs from the one before, and pages once", async () => {
    const { intake, queue, book, sql } = await alertWorld();
    await intake.takeIn([firing()]);
    const [due] = await queue.claim(LIMITS);
    const occurrence = due?.id ?? "";
    const page = pageFor(occurrence, null);
    const held = { result: "held", run: null, report: REPORT } as const;

    await queue.settle([settlementOf(occurrence, { verdict: held, page })]);
    await queue.settle([settlementOf(occurrence, { verdict: held, page })]);
    await queue.settle([settlementOf(occurrence)]);

    const results = (await book.verdicts(occurrence)).map(({ result }) => result);
    expect(results).toEqual(["held", "unmatched"]);
    expect(await sql("select kind, run_id from outbox")).toEqual([
      { kind: "page_for_alert", run_id: null },
    ]);
  });

  test("shares its page with all that have the same cause", async () => {
    const { intake, queue, sql } = await alertWorld();
    await intake.takeIn(["a1", "b2", "c3"].map((fingerprint) => firing({ fingerprint })));
    const due = await queue.claim(LIMITS);
    const settlements = due.map(({ id }) => settlementOf(id, { page: pageFor(id, "storm looks") }));

    await queue.settle(settlements.slice(0, 2));
    await queue.settle(settlements.slice(2));

    expect(await sql("select from outbox")).toHaveLength(1);
    expect(await sql("select from occurrences where paged_at is not null")).toHaveLength(3);
  });

  test("knows how often its alert was opened of late", async () => {
    const { intake, queue } = await alertWorld();
    for (const nth of [0, 1, 2]) {
      await intake.takeIn([firing({ startsAt: at(nth * 10) })]);
      await intake.takeIn([resolved(at(nth * 10 + 5), { startsAt: at(nth * 10) })]);
    }

    const due = await queue.claim(LIMITS);

    expect(due.map(({ openings }) => openings)).toEqual([3, 3, 3]);
  });
});

function pageFor(occurrence: string, cause: string | null) {
  return { is: "page_for_alert", occurrence, to: "team-shop", reason: "held", cause } as const;
}
