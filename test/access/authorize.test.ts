import { describe, expect, test } from "vitest";
import type { Actor } from "../../src/access/actor.ts";
import { type Access, authorize, isAdmin, rolesOf } from "../../src/access/authorize.ts";
import { type Right, RIGHTS } from "../../src/access/rights.ts";
import { Directory } from "../../src/config/directory.ts";
import type { Role } from "../../src/config/directory/team.ts";

const SOLO: Access = { is: "solo" };

describe("a person", () => {
  test.each<[Role, readonly Right[]]>([
    ["viewer", ["see"]],
    ["responder", ["see", "start", "stop", "answer", "page", "undo", "hold", "pause", "freeze"]],
    ["author", ["see", "publish"]],
    [
      "approver",
      [
        "see",
        "stop",
        "answer",
        "page",
        "settle",
        "vote",
        "break_glass",
        "hold",
        "pause",
        "freeze",
        "thaw",
      ],
    ],
    ["admin", Object.keys(RIGHTS) as Right[]], // the table's own keys
  ])("who is %s in a team may do there what that role allows, and no more", (role, rights) => {
    const access = directory({ shop: { ann: [role] } });

    const allowed = allRights().filter((right) => may(person("ann"), right, "shop", access));

    expect(new Set(allowed)).toEqual(new Set(rights));
  });

  test("has nothing in a team that is not theirs, not even a look", () => {
    const access = directory({ shop: { ann: ["responder", "approver", "author"] }, bank: {} });

    expect(allRights().filter((right) => may(person("ann"), right, "bank", access))).toEqual([]);
  });

  test("who is admin in one team is admin everywhere", () => {
    const access = directory({ shop: { ann: ["admin"] }, bank: {} });

    expect(may(person("ann"), "vote", "bank", access)).toBe(true);
    expect(may(person("ann"), "administer", null, access)).toBe(true);
  });

  test("may look at what nobody owns with any role, and touch it with none but admin", () => {
    const access = directory({ shop: { ann: ["author"] } });

    expect(allRights().filter((right) => may(person("ann"), right, null, access))).toEqual(["see"]);
  });

  test("may halt everything as responder of any team, and let nothing go on again", () => {
    const access = directory({ shop: { ann: ["responder"] }, bank: {} });

    expect(allRights().filter((right) => may(person("ann"), right, null, access))).toEqual([
      "see",
      "pause",
      "freeze",
    ]);
    expect(may(person("ann"), "freeze", "bank", access)).toBe(false);
  });

  test("who is in the directory and in no team may do nothing", () => {
    const access = directory({ shop: { ben: ["admin"] } });

    expect(rolesOf(person("ann"), "shop", access)).toEqual([]);
    expect(rolesOf(person("ann"), null, access)).toEqual([]);
  });

  test("works with playbooks of their own, short of administering them", () => {
    const access = directory({ shop: {} });

    expect(may(person("ann"), "start", "ann", access)).toBe(true);
    expect(may(person("ann"), "vote", "ann", access)).toBe(true);
    expect(may(person("ann"), "administer", "ann", access)).toBe(false);
    expect(may(person("ben"), "see", "ann", access)).toBe(false);
  });

  test.each(["__proto__", "constructor", "toString", "", "Ann", "nobody"])(
    "whom the directory does not know, such as %j, may do nothing, whatever the team is called",
    (name) => {
      const access = directory({ shop: { ann: ["admin"] } });

      for (const team of [name, "shop", null]) {
        expect(rolesOf(person(name), team, access)).toEqual([]);
      }
      expect(rolesOf(person("ben"), name, access)).toEqual([]);
    },
  );
});

describe("a way in that narrows", () => {
  const access = directory({ shop: { ann: ["admin"], ben: ["responder"] } });

  test("leaves an admin what it allows", () => {
    const narrowed = { ...person("ann"), scope: ["viewer"] } as const;

    expect(may(narrowed, "see", "shop", access)).toBe(true);
    expect(may(narrowed, "start", "shop", access)).toBe(false);
    expect(isAdmin(narrowed, access)).toBe(false);
  });

  test("adds nothing to what the person has", () => {
    const wide = { ...person("ben"), scope: ["admin"] } as const;

    expect(may(wide, "start", "shop", access)).toBe(true);
    expect(may(wide, "vote", "shop", access)).toBe(false);
  });

  test("of another role than the person has leaves a look", () => {
    const other = { ...person("ben"), scope: ["author"] } as const;

    expect(rolesOf(other, "shop", access)).toEqual(["viewer"]);
  });

  test("to nothing leaves nothing", () => {
    expect(rolesOf({ ...person("ann"), scope: [] }, "shop", access)).toEqual([]);
    expect(rolesOf({ ...person("ann"), scope: [] }, "shop", SOLO)).toEqual([]);
  });
});

describe("a machine", () => {
  const access = directory({ shop: { ann: ["admin"] } });

  test("has the roles of its key, in every team, and none of its own", () => {
    const key = { ...MACHINE, scope: ["responder"] } as const;

    for (const each of [access, SOLO]) {
      expect(may(key, "start", "shop", each)).toBe(true);
      expect(may(key, "vote", "shop", each)).toBe(false);
      expect(rolesOf(MACHINE, "shop", each)).toEqual([]);
    }
  });

  test("at the server's own socket is as good as its user, who owns the process", () => {
    const local = { ...MACHINE, id: "local:root", surface: "cli" } as const;

    expect(isAdmin(local, access)).toBe(true);
  });
});

describe("without a directory", () => {
  test("whoever is somebody may do everything", () => {
    const allowed = allRights().filter((right) => may(person("root"), right, "shop", SOLO));

    expect(allowed).toEqual(allRights());
  });
});

describe("a refusal", () => {
  test("says who may not do what, and who could", () => {
    const refused = authorize(person("ann"), "vote", "shop", directory({ shop: {} }));

    expect(refused).toEqual({
      code: "E402",
      message: "ann must be approver or admin in shop for this (vote)",
      remedy: "Ask somebody who is, or to be made one in directory.yaml.",
      retry: "never",
    });
  });

  test("of a key says what the key allows", () => {
    const refused = authorize({ ...MACHINE, scope: ["viewer"] }, "thaw", null, SOLO);

    expect(refused).toMatchObject({
      message: "key:ci must be admin for this (thaw), and the key allows viewer",
      remedy: expect.stringContaining("use a key that allows it"),
    });
  });
});

const MACHINE: Actor = { id: "key:ci", person: null, surface: "api", scope: null };

function person(name: string): Actor {
  return { id: name, person: name, surface: "api", scope: null };
}

function may(actor: Actor, right: Right, team: string | null, access: Access): boolean {
  return authorize(actor, right, team, access) === undefined;
}

function allRights(): readonly Right[] {
  return Object.keys(RIGHTS) as Right[]; // the table's own keys
}

function directory(teams: Readonly<Record<string, Readonly<Record<string, Role[]>>>>): Access {
  const people = Object.fromEntries(
    ["ann", "ben"].map((name) => [name, { name, email: `${name}@example.com` }]),
  );
  const members = Object.entries(teams).map(([team, each]) => [team, { members: each }]);
  const parsed = Directory.parse({ format: 1, people, teams: Object.fromEntries(members) });
  return { is: "directory", directory: parsed };
}
