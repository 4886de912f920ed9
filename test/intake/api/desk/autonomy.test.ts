import { describe, expect, test } from "vitest";
import type { Actor } from "../../../../src/access/actor.ts";
import type { Access } from "../../../../src/access/authorize.ts";
import { Directory } from "../../../../src/config/directory.ts";
import type { Fact } from "../../../../src/model/autonomy-fact.ts";
import { openAutonomyDesk } from "../../../../src/intake/api/desk/autonomy.ts";
import type { AutonomyLedger } from "../../../../src/ports/autonomy-ledger.ts";
import { entryOf } from "../desk-world.ts";

const QUICK = entryOf(
  "quick",
  [{ id: "fine", kind: "stop", with: { outcome: "nothing_to_do", reason: "All is well" } }],
  {
    params: { env: { type: "name", default: "prod" } },
    safety: { mode: { prod: "auto", default: "approve" } },
  },
);
const { hash } = QUICK.pinned;
const DAY = 86_400_000;

const SHIPPED: readonly Fact[] = [
  { is: "published", at: 0, hash, version: "1.0.0", isShipped: true },
  { is: "activated", at: 0, hash, version: "1.0.0" },
];
const FIXED: readonly Fact[] = [1, 2, 3].map((at) => {
  return { is: "learned", at, hash, lesson: "fixed", run: `r${at}` };
});
const DRILLED: Fact = { is: "drilled", at: 4, hash, drill: "backlog", passed: true };

const DIRECTORY: Access = {
  is: "directory",
  directory: Directory.parse({
    format: 1,
    people: {
      ann: { name: "Ann", email: "ann@example.com" },
      ben: { name: "Ben", email: "ben@example.com" },
    },
    teams: { "team-shop": { members: { ann: ["author"], ben: ["author"] } } },
  }),
};

describe("what a playbook may do by itself", () => {
  test("is said for each environment that anybody has named, with the lowest of three", async () => {
    const policy = { staging: { mode: "suggest", self_approval: "never" } } as const;
    const { desk } = deskWith([...SHIPPED, ...FIXED], { policy });

    expect(await desk.show("quick", person("ann"))).toMatchObject({
      ok: true,
      value: {
        name: "quick",
        autonomy: [
          { environment: "default", effective: "approve", asked: "approve", allowed: "auto" },
          {
            environment: "prod",
            effective: "approve",
            asked: "auto",
            allowed: "auto",
            earned: "approve",
            because: "It was shipped with Pitcrew",
            fixes: 3,
            drilled: null,
            lapses: null,
            next: "a passed drill, and a reviewer's yes",
          },
          { environment: "staging", effective: "suggest", allowed: "suggest" },
        ],
      },
    });
  });

  test("is nothing that somebody learns who may not see the playbook", async () => {
    const { desk } = deskWith(SHIPPED);

    expect(await desk.show("quick", person("eve"))).toMatchObject({ refusal: { code: "E311" } });
  });
});

describe("what a drill has shown", () => {
  const shown = { playbook: "quick", hash, drill: "backlog", passed: true };

  test("is put on record for the active version, and shows in every environment", async () => {
    const { desk, recorded } = deskWith([...SHIPPED, ...FIXED]);

    expect(await desk.drilled(shown, person("ann"))).toMatchObject({
      value: { autonomy: [{ next: "a reviewer's yes" }, { next: "a reviewer's yes" }] },
    });
    expect(recorded).toMatchObject([
      { environment: null, fact: { is: "drilled", drill: "backlog", passed: true } },
    ]);
  });

  test("of another version than the active one is refused, and leaves no entry", async () => {
    const { desk, recorded } = deskWith(SHIPPED);

    expect(await desk.drilled({ ...shown, hash: "sha256:0" }, person("ann"))).toMatchObject({
      refusal: {
        code: "E583",
        message: "backlog rehearsed another version of quick than 1.0.0, which is active",
      },
    });
    expect(recorded).toEqual([]);
  });
});

describe("a reviewer's yes", () => {
  const wish = { playbook: "quick", environment: "prod" };

  test("lets a version act alone that has shown all else, until its drill is too old", async () => {
    const { desk } = deskWith([...SHIPPED, ...FIXED, DRILLED]);

    expect(await desk.trust(wish, person("ann"))).toMatchObject({
      value: {
        effective: "auto",
        because: "ann trusts it to act alone",
        lapses: new Date(4 + 30 * DAY).toISOString(),
        next: null,
      },
    });
  });

  test("counts for one environment", async () => {
    const { desk } = deskWith([...SHIPPED, ...FIXED, DRILLED]);
    await desk.trust(wish, person("ann"));

    expect(await desk.show("quick", person("ann"))).toMatchObject({
      value: { autonomy: [{ earned: "approve" }, { environment: "prod", earned: "auto" }] },
    });
  });

  test("is refused with what is missing, and leaves no entry", async () => {
    const { desk, recorded } = deskWith(SHIPPED);

    expect(await desk.trust(wish, person("ann"))).toMatchObject({
      refusal: {
        code: "E326",
        message:
          "quick may not act alone in prod yet: it lacks 3 more verified fixes, and a passed drill",
      },
    });
    expect(recorded).toEqual([]);
  });

  test("is not taken from who has published or activated the version, nor from a machine", async () => {
    const { desk, recorded } = deskWith([...SHIPPED, ...FIXED, DRILLED], { hands: ["ann"] });
    const machine: Actor = { id: "key:ci", person: null, surface: "api", scope: ["author"] };

    expect(await desk.trust(wish, person("ann"))).toMatchObject({ refusal: { code: "E327" } });
    expect(await desk.trust(wish, machine)).toMatchObject({ refusal: { code: "E320" } });
    expect(recorded).toEqual([]);
    expect(await desk.trust(wish, person("ben"))).toMatchObject({ value: { earned: "auto" } });
  });

  test("of the one person there is counts also for what they have published", async () => {
    const facts = [...SHIPPED, ...FIXED, DRILLED];
    const { desk } = deskWith(facts, { hands: ["ann"], access: { is: "solo" } });

    expect(await desk.trust(wish, person("ann"))).toMatchObject({ value: { earned: "auto" } });
  });

  test("that is given twice is recorded once", async () => {
    const { desk, recorded } = deskWith([...SHIPPED, ...FIXED, DRILLED]);
    await desk.trust(wish, person("ann"));
    await desk.trust(wish, person("ben"));

    expect(recorded).toHaveLength(1);
  });
});

describe("a rung", () => {
  test("is taken back with a reason, one at a time, down to observe", async () => {
    const { desk, recorded } = deskWith(SHIPPED);
    const demote = () =>
      desk.demote({ playbook: "quick", environment: "prod", reason: "too eager" }, person("ann"));

    expect(await demote()).toMatchObject({
      value: { earned: "suggest", because: "ann took a rung back: too eager" },
    });
    expect(await demote()).toMatchObject({ value: { earned: "observe", effective: "observe" } });
    expect(await demote()).toMatchObject({ refusal: { code: "E328" } });
    expect(recorded).toHaveLength(2);
  });
});

function person(id: string): Actor {
  return { id, person: id, surface: "cli", scope: null };
}

interface Circumstances {
  readonly hands?: readonly string[];
  readonly access?: Access;
  readonly policy?: Parameters<typeof openAutonomyDesk>[0]["policy"];
}

/** A desk whose ledger knows this, and keeps what it is told. */
function deskWith(
  known: readonly Fact[],
  { hands = [], access = DIRECTORY, policy = {} }: Circumstances = {},
) {
  const recorded: { readonly environment: string | null; readonly fact: Fact }[] = [];
  const ledger: AutonomyLedger = {
    now: async () => 10,
    environmentsOf: async () => [],
    factsOf: async (_, environment) => [
      ...known,
      ...recorded.flatMap((one) =>
        one.environment === null || one.environment === environment ? [one.fact] : [],
      ),
    ],
    record: async ({ hash: version }, finding, { actor: by }) => {
      const at = 5 + recorded.length;
      if (finding.is === "drilled") {
        recorded.push({ environment: null, fact: { at, hash: version, ...finding } });
        return;
      }
      const { environment, ...rest } = finding;
      recorded.push({ environment, fact: { at, hash: version, by, ...rest } });
    },
  };
  const desk = openAutonomyDesk({
    ledger,
    demands: { fixes: 3, drillLastsMs: 30 * DAY },
    access: () => access,
    policy,
    library: {
      current: async () => [QUICK],
      find: async () => ({ is: "understood", program: QUICK.program, uses: {} }),
      handsOn: async () => hands,
    },
  });
  return { desk, recorded };
}
