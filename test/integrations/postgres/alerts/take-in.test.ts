import { describe, expect, test } from "vitest";
import { alertWorld, at, firing, resolved } from "./world.ts";

describe("an alert that a source tells of", () => {
  test("opens an occurrence, and further news of it opens nothing", async () => {
    const { intake, book } = await alertWorld();

    expect(await intake.takeIn([firing({ startsAt: at(0) })])).toEqual(["opened"]);
    expect(await intake.takeIn([firing({ startsAt: at(0) })])).toEqual(["seen"]);
    expect(await intake.takeIn([firing({ startsAt: at(3) })])).toEqual(["seen"]);

    expect(await book.list({}, { limit: 9 })).toMatchObject([
      { source: "east", fingerprint: "5f", startsAt: at(0), closedAt: null },
    ]);
  });

  test("is closed when it is resolved, and opens anew when it begins again", async () => {
    const { intake, book } = await alertWorld();
    await intake.takeIn([firing({ startsAt: at(0) })]);

    expect(await intake.takeIn([resolved(at(60), { startsAt: at(0) })])).toEqual(["closed"]);
    expect(await intake.takeIn([firing({ startsAt: at(61) })])).toEqual(["opened"]);

    const states = (await book.list({}, { limit: 9 })).map(({ closedBecause }) => closedBecause);
    expect(states).toEqual([null, "resolved"]);
  });

  test("opens nothing when old news of it comes late, twice or in the wrong order", async () => {
    const { intake, book } = await alertWorld();
    const first = firing({ startsAt: at(0) });
    const end = resolved(at(60), { startsAt: at(0) });

    expect(await intake.takeIn([end])).toEqual(["closed"]);
    expect(await intake.takeIn([first])).toEqual(["known"]);
    expect(await intake.takeIn([end])).toEqual(["known"]);
    await intake.takeIn([firing({ startsAt: at(90) })]);
    expect(await intake.takeIn([end])).toEqual(["known"]);

    expect(await book.list({ isOpen: true }, { limit: 9 })).toHaveLength(1);
  });

  test("opens anew though the news of its end came after it had begun again", async () => {
    const { intake } = await alertWorld();
    await intake.takeIn([firing({ startsAt: at(0) })]);
    await intake.takeIn([resolved(at(60), { startsAt: at(0) })]);

    // By our clock this began long before the end was heard of.
    expect(await intake.takeIn([firing({ startsAt: at(61) })])).toEqual(["opened"]);
  });

  test("is another one at another source or with another fingerprint", async () => {
    const { intake } = await alertWorld();

    const taken = await intake.takeIn([
      firing(),
      firing({ source: "west" }),
      firing({ fingerprint: "60" }),
    ]);

    expect(taken).toEqual(["opened", "opened", "opened"]);
  });

  test("gets its own answer, whichever others its group holds", async () => {
    const { intake } = await alertWorld();
    const marks = ["a0", "a1", "a2", "a3", "a4"];
    await intake.takeIn([firing({ fingerprint: "a1" }), firing({ fingerprint: "a4" })]);
    await intake.takeIn([resolved(at(60), { fingerprint: "a4" })]);

    const taken = await intake.takeIn(marks.map((fingerprint) => firing({ fingerprint })));

    expect(taken).toEqual(["opened", "seen", "opened", "opened", "known"]);
    expect(await intake.takeIn([])).toEqual([]);
  });

  test("opens once when four processes hear of it at the same moment", async () => {
    const world = await alertWorld();
    const peers = [world, world.again(), world.again(), world.again()].map(({ intake }) => intake);
    const groups = Array.from({ length: 12 }, (_, nth) =>
      Array.from({ length: 40 }, (_none, one) =>
        firing({ fingerprint: `a${(one * 7 + nth) % 40}` }),
      ),
    );

    const taken = await Promise.all(
      groups.flatMap((group, nth) =>
        peers.slice(nth % 4, (nth % 4) + 1).map((peer) => peer.takeIn(group)),
      ),
    );

    expect(taken.flat().filter((each) => each === "opened")).toHaveLength(40);
    expect(await world.book.list({}, { limit: 100 })).toHaveLength(40);
  });
});

describe("a complete listing", () => {
  test("opens what nobody told us of, and closes as stale what it leaves out for too long", async () => {
    const { intake, book, queue, sql } = await alertWorld();
    await intake.takeIn([firing({ fingerprint: "gone" }), firing({ fingerprint: "stays" })]);
    const listing = async () => ({
      source: "east",
      sightings: [firing({ fingerprint: "stays" }), firing({ fingerprint: "new" })],
      askedAt: await queue.now(),
    });

    expect(await intake.takeListing(await listing())).toEqual({ missed: 1, stale: 0 });
    await intake.takeListing(await listing());
    expect(await intake.takeListing(await listing())).toEqual({ missed: 0, stale: 0 });
    await sql(
      "update occurrences set missed_since = now() - interval '5 min' where missed_since is not null",
    );

    expect(await intake.takeListing(await listing())).toEqual({ missed: 0, stale: 1 });
    expect(await book.newest("gone")).toMatchObject({ closedBecause: "stale" });
    expect(await book.newest("stays")).toMatchObject({ closedAt: null });
  });

  test("says nothing about an alert that we heard of after it was asked for", async () => {
    const { intake, queue, sql } = await alertWorld();
    const askedAt = (await queue.now()) - 1;
    await intake.takeIn([firing()]);

    await intake.takeListing({ source: "east", sightings: [], askedAt });

    const rows = await sql("select missed_listings from occurrences");
    expect(rows).toEqual([{ missed_listings: 0 }]);
  });

  test("was wrong about an alert that its source tells of again, and that is the same one", async () => {
    const { intake, book, queue, sql } = await alertWorld();
    await intake.takeIn([firing()]);
    await sql("update occurrences set missed_listings = 2, missed_since = now() - interval '1 h'");
    await intake.takeListing({ source: "east", sightings: [], askedAt: (await queue.now()) + 1 });
    expect(await book.newest("5f")).toMatchObject({ closedBecause: "stale" });

    expect(await intake.takeIn([firing()])).toEqual(["opened"]);

    expect(await book.list({}, { limit: 9 })).toMatchObject([{ closedAt: null }]);
  });
});
