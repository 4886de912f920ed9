import { describe, expect, test } from "vitest";
import {
  judgeGrants,
  judgeRoles,
} from "../../../../src/integrations/postgres/trust/judge-roles.ts";
import { factsOf } from "./example-facts.ts";

const NO_RIGHTS = {
  isSuperuser: false,
  ownsSchema: false,
  mayMakeTables: false,
  ownsRecord: false,
  onRecord: [],
};

describe("the roles of a database", () => {
  test("are apart when one owns the tables and the other owns nothing", () => {
    expect(judgeRoles(app(), owner())).toEqual([]);
  });

  test("may be one, which is said", () => {
    const [objection, ...others] = judgeRoles(owner(), undefined);

    expect(objection).toMatchObject({ level: "warning", code: "E539" });
    expect(others).toEqual([]);
  });

  test("are one when both addresses name the same", () => {
    expect(judgeRoles(owner(), owner())).toMatchObject([{ level: "warning", code: "E539" }]);
  });

  test.each([
    ["is a superuser", { isSuperuser: true }],
    ["owns its tables", { ownsRecord: true }],
    ["owns the database or its schema", { ownsSchema: true }],
  ])("are not apart when the one that serves %s", (because, rights) => {
    const [objection] = judgeRoles(app(rights), owner());

    expect(objection).toMatchObject({ level: "error", code: "E539" });
    expect(objection?.message).toContain(because);
  });

  test.each([
    ["may not make tables", { mayMakeTables: false, ownsRecord: null }],
    ["does not own Pitcrew's tables", { ownsRecord: false }],
  ])("do not fit when the owner %s", (because, rights) => {
    const [objection] = judgeRoles(app(), owner(rights));

    expect(objection).toMatchObject({ level: "error", code: "E541" });
    expect(objection?.message).toContain(because);
  });

  test("do not fit when the one role that there is may not make tables", () => {
    const alone = app({ ownsRecord: null });

    expect(judgeRoles(alone, undefined).map(({ code }) => code)).toEqual(["E541", "E539"]);
  });

  test("do not fit when they are met in two databases", () => {
    const other = { ...owner(), facts: { ...owner().facts, instance: "5 since 1795267200" } };

    expect(judgeRoles(app(), other)).toMatchObject([{ level: "error", code: "E541" }]);
  });
});

describe("rights on the record that were given past the owner", () => {
  test("are named", () => {
    const [objection] = judgeGrants("DATABASE_URL", app({ onRecord: ["update", "trigger"] }).facts);

    expect(objection).toMatchObject({ level: "error", code: "E539" });
    expect(objection?.message).toContain("update, trigger");
  });

  test("are none when all is well", () => {
    expect(judgeGrants("DATABASE_URL", app().facts)).toEqual([]);
  });
});

function app(rights: object = {}) {
  const facts = factsOf({ role: "app", rights: { ...NO_RIGHTS, ...rights } });
  return { place: "DATABASE_URL", facts };
}

function owner(rights: object = {}) {
  return { place: "PITCREW_OWNER_DATABASE_URL", facts: factsOf({ role: "owner", rights }) };
}
