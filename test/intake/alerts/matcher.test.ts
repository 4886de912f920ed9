import { describe, expect, test } from "vitest";
import type { Braked } from "../../../src/model/braked.ts";
import { windowsOf } from "../../../src/intake/alerts/windows/window.ts";
import { Windows } from "../../../src/config/settings/windows.ts";
import { at, firing, resolved } from "../../integrations/postgres/alerts/world.ts";
import { entryOf } from "../api/desk-world.ts";
import { LOOKS, matchingWorld, PICKY } from "./world.ts";

describe("an alert that a playbook takes", () => {
  test("starts one run, in the name of its source, as freely as the lowest of three allows", async () => {
    const { intake, runs, match, woken, verdictsOf } = await matchingWorld([LOOKS, PICKY]);
    await intake.takeIn([firing({ labels: { queue: "mail" } })]);

    await match({ scene: { policy: { default: { mode: "observe", self_approval: "never" } } } });

    const [run] = await runs.list({}, { limit: 9 });
    expect(run).toMatchObject({ playbook: "looks", params: { queue: "mail" }, mode: "observe" });
    expect(woken).toEqual([run?.id]);
    const [begun] = await runs.history(run?.id ?? "");
    expect(begun).toMatchObject({ actor: "alert:east", surface: "alert" });
    const [verdict] = await verdictsOf("5f");
    expect(verdict).toMatchObject({
      result: "started",
      run: run?.id,
      report: {
        considered: [
          { playbook: "looks", fits: true },
          {
            playbook: "picky",
            fits: false,
            rules: expect.arrayContaining([
              { holds: false, says: expect.stringContaining("bad*") },
            ]),
          },
        ],
        chosen: {
          modes: { effective: "observe", asked: "auto", policy: "observe", earned: "suggest" },
        },
      },
    });
  });

  test("starts no second run when nobody knows what became of the first", async () => {
    const { intake, runs, match, sql, resultOf } = await matchingWorld([LOOKS]);
    await intake.takeIn([firing()]);
    await match();
    await sql("update occurrences set due_at = now(), result = null, looks = 1");

    await match({ scene: { entries: [] } });

    expect(await runs.list({}, { limit: 9 })).toHaveLength(1);
    expect(await resultOf("5f")).toBe("started");
  });

  test("starts one run when two processes match it at once, and another once it opens anew", async () => {
    const { intake, runs, match, sql } = await matchingWorld([LOOKS]);
    await intake.takeIn([firing()]);
    await match({
      matching: {
        // Another process takes it over in the middle, because this one is so slow.
        brakeOn: async () => {
          await sql("update occurrences set due_at = now()");
          await match();
          return undefined;
        },
      },
    });
    expect(await runs.list({}, { limit: 9 })).toHaveLength(1);

    await intake.takeIn([resolved(at(60))]);
    await intake.takeIn([firing({ startsAt: at(61) })]);
    await match();

    expect(await runs.list({}, { limit: 9 })).toHaveLength(2);
  });

  test("tells its run when it is over, once", async () => {
    const { intake, runs, match, sql } = await matchingWorld([LOOKS]);
    await intake.takeIn([firing()]);
    await match();
    await intake.takeIn([resolved(at(60))]);
    await match();
    await sql("update occurrences set due_at = now()");
    await match();

    const told = await sql("select event::text, actor from inbox");
    expect(told).toEqual([{ event: '{"is":"alert_resolved"}', actor: "alert:east" }]);
    expect(await runs.list({}, { limit: 9 })).toHaveLength(1);
  });

  test("tells a run of its end though its starter died before saying that there is one", async () => {
    const { intake, match, sql } = await matchingWorld([LOOKS]);
    await intake.takeIn([firing()]);
    await match({
      matching: {
        dispatcher: {
          wake: () => {
            throw new Error("the process dies here");
          },
        },
      },
    });
    await intake.takeIn([resolved(at(60))]);

    await match();

    expect(await sql("select from inbox")).toHaveLength(1);
  });

  test("tells its run nothing when it is merely no longer listed", async () => {
    const { intake, match, sql, queue } = await matchingWorld([LOOKS]);
    await intake.takeIn([firing()]);
    await match();
    await sql("update occurrences set missed_listings = 2, missed_since = now() - interval '1 h'");
    await intake.takeListing({ source: "east", sightings: [], askedAt: (await queue.now()) + 1 });

    expect(await match()).toBe(1);

    expect(await sql("select from inbox")).toEqual([]);
  });

  test("may be one that has ended, for a playbook that waits for ends", async () => {
    const after = entryOf("after", [...LOOKS.program.playbook.steps], {
      match: { alert: "QueueBacklog", status: "resolved" },
    });
    const { intake, runs, match } = await matchingWorld([LOOKS, after]);
    await intake.takeIn([firing()]);
    await match();
    await intake.takeIn([resolved(at(60))]);
    await match();

    const started = (await runs.list({}, { limit: 9 })).map(({ playbook }) => playbook);
    expect(started.toSorted()).toEqual(["after", "looks"]);
  });
});

describe("an alert for which nothing starts", () => {
  test("is kept, so that people see what is not covered", async () => {
    const { intake, match, resultOf, sql } = await matchingWorld([]);
    await intake.takeIn([firing()]);

    await match();

    expect(await resultOf("5f")).toBe("unmatched");
    expect(await sql("select from outbox")).toEqual([]);
  });

  test("pages a person at once when its playbook cannot read its labels", async () => {
    const { intake, match, resultOf, sql } = await matchingWorld([LOOKS, PICKY]);
    await intake.takeIn([firing({ labels: { queue: "bad", size: "; drop" } })]);

    await match();

    expect(await resultOf("5f")).toBe("refused");
    const [told] = await sql("select body::text from outbox");
    expect(JSON.stringify(told)).toContain("team-shop");
    expect(JSON.stringify(told)).toContain("size");
  });

  test("pages a person when two playbooks want it equally", async () => {
    const twin = entryOf("twin", [...LOOKS.program.playbook.steps], {
      match: { alert: "QueueBacklog" },
    });
    const { intake, match, resultOf, sql } = await matchingWorld([LOOKS, twin]);
    await intake.takeIn([firing()]);

    await match();

    expect(await resultOf("5f")).toBe("tied");
    expect(await sql("select from outbox")).toHaveLength(1);
  });

  test("is set aside, and a person is told, when matching it breaks off again and again", async () => {
    const { intake, match, resultOf, sql, troubles } = await matchingWorld([LOOKS]);
    await intake.takeIn([firing()]);
    const brakeOn = () => Promise.reject(new Error("broken"));

    for (let look = 0; look < 4; look++) {
      await match({ matching: { brakeOn } });
      await sql("update occurrences set due_at = now() where result is null");
    }

    expect(troubles).toHaveLength(3);
    expect(await resultOf("5f")).toBe("broken");
    expect(await sql("select from outbox")).toHaveLength(1);
  });
});

describe("an alert that a brake holds back", () => {
  test("starts its run when the brake ends", async () => {
    const { intake, match, runs, resultOf, sql } = await matchingWorld([LOOKS]);
    await intake.takeIn([firing()]);

    await match({ matching: { brakeOn: async () => PAUSED } });
    expect(await resultOf("5f")).toBe("held");
    expect(await runs.list({}, { limit: 9 })).toEqual([]);
    await sql("update occurrences set due_at = now()");
    await match();

    expect(await resultOf("5f")).toBe("started");
  });

  test("pages a person once, when its playbook allows no more time", async () => {
    const { intake, match, later, sql } = await matchingWorld([LOOKS]);
    await intake.takeIn([firing()]);
    const hold = () => match({ matching: { brakeOn: async () => PAUSED } });
    await hold();
    expect(await sql("select from outbox")).toEqual([]);

    await later("15 min");
    await hold();
    await later("1 min");
    await hold();

    const told = await sql(
      "select kind, occurrence_id is not null as of_alert, body::text from outbox",
    );
    expect(told).toMatchObject([{ kind: "page_for_alert", of_alert: true }]);
    expect(JSON.stringify(told)).toContain("paused by ann");
  });

  test("pages a person at once in a storm, for all of its alerts together", async () => {
    const { intake, match, sql } = await matchingWorld([LOOKS]);
    await intake.takeIn(["a1", "a2", "a3"].map((fingerprint) => firing({ fingerprint })));

    await match({ matching: { brakeOn: async () => ({ ...PAUSED, brake: "storm" }) } });

    expect(await sql("select from outbox")).toHaveLength(1);
    expect(await sql("select from occurrences where paged_at is not null")).toHaveLength(3);
  });

  test("is over when it resolves before the brake ends, and nothing is started any more", async () => {
    const { intake, match, runs, resultOf } = await matchingWorld([LOOKS]);
    await intake.takeIn([firing()]);
    await match({ matching: { brakeOn: async () => PAUSED } });

    await intake.takeIn([resolved(at(60))]);
    await match();

    expect(await resultOf("5f")).toBe("over");
    expect(await runs.list({}, { limit: 9 })).toEqual([]);
  });

  test("waits for the end of maintenance without a page, and of a freeze with one", async () => {
    const { intake, match, later, resultOf, sql } = await matchingWorld([LOOKS]);
    await intake.takeIn([
      firing({ fingerprint: "m1", labels: { cluster: "eu-1" } }),
      firing({ fingerprint: "f1", labels: { cluster: "eu-2" } }),
      firing({ fingerprint: "x1", labels: { cluster: "us-1" } }),
    ]);
    const scene = { windows: windowsOf(WINDOWS) };
    await match({ scene });
    await later("1 h");
    await match({ scene });

    expect([await resultOf("m1"), await resultOf("f1"), await resultOf("x1")]).toEqual([
      "held",
      "held",
      "started",
    ]);
    const told = await sql(
      "select fingerprint from outbox join occurrences on occurrence_id = occurrences.id",
    );
    expect(told).toEqual([{ fingerprint: "f1" }]);
  });

  test("starts nothing while it is silenced, and is matched when the silence ends", async () => {
    const { intake, match, resultOf } = await matchingWorld([LOOKS]);
    await intake.takeIn([firing({ isSilenced: true })]);
    await match();
    expect(await resultOf("5f")).toBe("held");

    await intake.takeIn([firing()]);
    await match();

    expect(await resultOf("5f")).toBe("started");
  });

  test("starts nothing when it comes and goes too often", async () => {
    const { intake, match, runs, verdictsOf } = await matchingWorld([LOOKS]);
    for (let nth = 0; nth < 6; nth++) {
      await intake.takeIn([firing({ startsAt: at(nth * 60) })]);
      await match();
      await intake.takeIn([resolved(at(nth * 60 + 30), { startsAt: at(nth * 60) })]);
      await match();
    }

    expect(await runs.list({}, { limit: 9 })).toHaveLength(4);
    expect((await verdictsOf("5f")).at(0)).toMatchObject({
      result: "held",
      report: { brake: { brake: "flapping", values: { openings: 6 } } },
    });
  });
});

const PAUSED: Braked = {
  brake: "pause",
  code: "E340",
  rule: "pause all",
  values: {},
  message: "Everything is paused by ann",
  remedy: "Ask ann.",
  until: null,
};

const WINDOWS = Windows.parse([
  {
    name: "works",
    kind: "maintenance",
    labels: { cluster: "eu-1" },
    reason: "new switches",
    from: "2020-01-01T00:00:00Z",
    until: "2999-01-01T00:00:00Z",
  },
  {
    name: "sale",
    kind: "freeze",
    labels: { cluster: "eu-*" },
    reason: "the big sale",
    cron: "* * * * *",
    lasts: "1h",
    time_zone: "Europe/Berlin",
  },
]);
