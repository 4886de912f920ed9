import { describe, expect, test } from "vitest";
import type { Facts, Setting } from "../../../../src/integrations/postgres/trust/facts.ts";
import { judgeFacts } from "../../../../src/integrations/postgres/trust/judge-facts.ts";
import { factsOf } from "./example-facts.ts";

const PLACE = "DATABASE_URL (shop at db.example)";

describe("a server", () => {
  test("that keeps what it says it keeps is trusted", () => {
    expect(judgeFacts(PLACE, factsOf({}))).toEqual([]);
  });

  test.each([
    [140_012, ["E536"]],
    [150_000, []],
  ])("of version %i is judged %j", (version, codes) => {
    expect(codesOf({ version })).toEqual(codes);
  });

  test("that only follows another is refused", () => {
    expect(codesOf({ isReplica: true })).toEqual(["E535"]);
  });

  test.each(["fsync", "full_page_writes", "synchronous_commit"] as const)(
    "with %s off is refused, and told what that risks",
    (name) => {
      const [objection] = judgeFacts(PLACE, factsOf({ settings: [off(name, "command line")] }));

      expect(objection).toMatchObject({ level: "error", code: "E534" });
      expect(objection?.message).toContain(`${PLACE}: ${name} is off (set by command line), so a`);
    },
  );

  test.each(["local", "remote_write", "remote_apply"])("may commit with %s", (value) => {
    const settings = [{ name: "synchronous_commit", value, source: "user" }] as const;

    expect(codesOf({ settings })).toEqual([]);
  });

  test.each([
    ["user", 'alter role "pitcrew" reset synchronous_commit'],
    ["database", 'alter database "shop" reset synchronous_commit'],
    ["database user", 'alter role "pitcrew" in database "shop" reset synchronous_commit'],
    ["client", "out of the options of the URL"],
    ["configuration file", "Set synchronous_commit = on in the server's configuration"],
  ])("with a setting made by %s gets the remedy for there", (source, remedy) => {
    const settings = [off("synchronous_commit", source)];

    expect(judgeFacts(PLACE, factsOf({ settings }))[0]?.remedy).toContain(remedy);
  });

  test.each([
    [5_000, []],
    [5_001, ["warning E537"]],
    [-30_000, ["warning E537"]],
    [30_001, ["error E537"]],
    [-30_001, ["error E537"]],
  ])("whose clock is %i ms ahead is judged %j", (skew, verdict) => {
    const objections = judgeFacts(PLACE, factsOf({ skew }));

    expect(objections.map(({ level, code }) => `${level} ${code}`)).toEqual(verdict);
  });

  test("is told on which side its clock is", () => {
    expect(judgeFacts(PLACE, factsOf({ skew: 61_400 }))[0]?.message).toContain("61 s ahead of");
    expect(judgeFacts(PLACE, factsOf({ skew: -7_000 }))[0]?.message).toContain("7 s behind");
  });

  test("is told of everything at once", () => {
    const settings = [off("fsync", "default"), off("synchronous_commit", "user")];

    expect(codesOf({ version: 130_000, isReplica: true, settings, skew: 90_000 })).toEqual([
      "E536",
      "E535",
      "E534",
      "E534",
      "E537",
    ]);
  });
});

function codesOf(facts: Partial<Omit<Facts, "rights">>): readonly string[] {
  return judgeFacts(PLACE, factsOf(facts)).map(({ code }) => code);
}

function off(name: Setting["name"], source: string): Setting {
  return { name, value: "off", source };
}
