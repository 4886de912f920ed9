import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { Actor } from "../../../src/access/actor.ts";
import { type Access, authorize } from "../../../src/access/authorize.ts";
import { RIGHTS } from "../../../src/access/rights.ts";
import { Directory } from "../../../src/config/directory.ts";
import { ROLES, type Role } from "../../../src/config/directory/team.ts";
import { createApi } from "../../../src/intake/api/create-api.ts";
import { entriesFor, ownerOfPlaybook, ownerOfRun } from "../../../src/intake/api/desk/owners.ts";
import { viewPlaybook } from "../../../src/intake/api/desk/view-playbook.ts";
import { ROUTES } from "../../../src/intake/api/endpoints/routes.ts";
import type { ApiNeeds } from "../../../src/intake/api/needs.ts";
import { schemaOf } from "../../../src/intake/api/openapi/schema-of.ts";
import type { Route } from "../../../src/intake/api/route/route.ts";
import { identifyCaller } from "../../../src/intake/http/identify-caller.ts";
import { entryOf } from "./desk-world.ts";
import { needsWhere } from "./needs-where.ts";

/** Who owns what each route is about, in this world, and what those are told who may not see it. */
const OWNERS: Readonly<Record<string, { readonly team: string | null; readonly unseen: number }>> =
  {
    "the run": { team: "team-shop", unseen: 404 },
    "the playbook": { team: "team-shop", unseen: 404 },
    "the playbook of the schedule": { team: "team-shop", unseen: 404 },
    "what any team owns": { team: "team-shop", unseen: 403 },
    "the team, the playbook, or all of Pitcrew": { team: null, unseen: 403 },
    "all of Pitcrew": { team: null, unseen: 403 },
    "each of what is listed": { team: null, unseen: 403 },
    "a key of your own; admins over those of machines, and to revoke any": {
      team: null,
      unseen: 403,
    },
  };

/** What stands in the fields that a body must have. */
const SAMPLES: Readonly<Record<string, unknown>> = {
  id: randomUUID(),
  playbook: "quick",
  verdict: "happened",
  answer: "well",
  plan: "3c9e12",
  reason: "It is a test",
  target: "redis/jobs/lock",
  kind: "freeze",
  schedule: "nightly",
  version: "1.0.0",
  name: "ci",
  from: "1.0.0",
  to: "1.1.0",
  roles: ["viewer"],
  hash: `sha256:${"0".repeat(64)}`,
  drill: "engine-down",
  passed: true,
};

const GUARDED = ROUTES.filter(({ right }) => right !== "anybody");
const TEAMS = ["team-shop", "team-bank"] as const;
const HELD = [undefined, ...ROLES] as const;

describe.each(GUARDED)("$method $path", (route) => {
  test.each(TEAMS.flatMap((team) => HELD.map((role) => [role, team] as const)))(
    "answers %s of %s as the policy says",
    async (role, team) => {
      const { ask } = world(person(role, team));

      expect(await ask(route)).toMatchObject({ is: policy(route, role, team) });
    },
  );

  test("answers whoever may not see it as if it were not there", async () => {
    if (ownerOf(route).unseen !== 404) return;
    const { ask } = world(person("approver", "team-bank"));
    const nothing = world(person("admin", "team-shop"), { isEmpty: true });

    expect(await ask(route)).toEqual(await nothing.ask(route));
  });
});

describe("without a key", () => {
  test.each(ROUTES)("$method $path lets nobody in, unless it is for anybody", async (route) => {
    const { ask } = world(undefined);

    expect(await ask(route)).toMatchObject({ is: route.right === "anybody" ? "let in" : 401 });
  });

  test("an address that there is not is answered like one that there is", async () => {
    const { fetch } = world(undefined);
    const body = async (path: string) => (await fetch("GET", path)).text();

    expect(await body("/v1/nothing")).toBe(await body("/v1/runs"));
  });
});

function policy(route: Route, role: Role | undefined, team: string): "let in" | number {
  if (route.right === "anybody" || role === "admin") return "let in";
  const owner = ownerOf(route);
  if (owner.team !== null && (role === undefined || team !== owner.team)) return owner.unseen;
  const enough: readonly Role[] = RIGHTS[route.right];
  const isEnough = role !== undefined && enough.includes(role);
  const isForAll = ["see", "pause", "freeze"].includes(route.right);
  return isEnough && (owner.team !== null || isForAll) ? "let in" : 403;
}

function ownerOf({ over }: Route) {
  const owner = OWNERS[over];
  if (owner === undefined) throw new Error(`OWNERS does not say who owns ${over}`);
  return owner;
}

function person(role: Role | undefined, team: string): Actor & { readonly access: Access } {
  const members = role === undefined ? {} : { ann: [role] };
  const directory = Directory.parse({
    format: 1,
    people: { ann: { name: "Ann", email: "ann@example.com" } },
    teams: { "team-shop": { members: {} }, "team-bank": { members: {} }, [team]: { members } },
  });
  const access: Access = { is: "directory", directory };
  return { id: "ann", person: "ann", surface: "api", scope: null, access };
}

const PASSED = new Error("the request has passed");
const RUN = randomUUID();

const pass = (): Promise<never> => Promise.reject(PASSED);

/** An API behind which there is one run of one playbook; whoever is let in ends at `PASSED`. */
function world(who: ReturnType<typeof person> | undefined, { isEmpty = false } = {}) {
  const access = (): Access => who?.access ?? { is: "solo" };
  const desk = {
    access,
    library: {
      current: async () => (isEmpty ? [] : [QUICK]),
      find: async () => ({ is: "understood", program: QUICK.program, uses: {} }) as const,
    },
    store: { get: async () => (isEmpty ? undefined : QUICK.pinned) },
  };
  const known: Partial<ApiNeeds> = {
    authorize: (actor, right, team) => authorize(actor, right, team, access()),
    ownerOfRun: (run, actor) => ownerOfRun(run, actor, desk),
    ownerOfPlaybook: (name, actor) => ownerOfPlaybook(name, actor, desk),
    playbooks: async (actor) => (await entriesFor(actor, desk)).map(viewPlaybook),
    activation: {
      reload: pass,
      activate: pass,
      pin: pass,
      unpin: pass,
      rollBack: pass,
      ownerOf: (name, actor) => ownerOfPlaybook(name, actor, desk),
    },
    housekeeping: { show: pass, sweep: pass },
    schedules: { list: pass, health: pass, find: () => ({ ok: true, value: NIGHTLY }) },
    answers: {
      begin: async () => ({ is: "new" }),
      keep: async () => undefined,
      forget: async () => undefined,
    },
  };
  const thrown: unknown[] = [];
  const stranger = identifyCaller({
    byKey: () => Promise.reject(PASSED),
    bySession: async () => undefined,
    limit: () => 0,
  });
  const api = createApi(needsWhere(known, PASSED), {
    identify: who === undefined ? stranger : async () => ({ ok: true, value: who }),
    onThrown: (error) => thrown.push(error),
  });
  const fetch = async (method: string, path: string, body?: object) =>
    api.request(path, { method, ...(body !== undefined && { body: JSON.stringify(body) }) });
  return {
    fetch,
    ask: async (route: Route) => {
      const response = await fetch(route.method, pathOf(route), bodyOf(route));
      const isIn = response.ok || thrown.length > 0;
      return { is: isIn ? "let in" : response.status, says: await response.text() };
    },
  };
}

const QUICK = entryOf("quick", [
  { id: "fine", kind: "stop", with: { outcome: "nothing_to_do", reason: "All is well" } },
]);

const NIGHTLY = {
  name: "nightly",
  cron: "0 3 * * *",
  timeZone: "UTC",
  playbook: "quick",
  params: {},
  jitterMs: 0,
};

function pathOf({ path, query }: Route): string {
  const filled = path.replace(":run", RUN).replace(":playbook", "quick");
  const needed = query === undefined ? [] : Object.entries(neededIn(query));
  const asked = new URLSearchParams(
    needed.map(([name, value]): [string, string] => [name, String(value)]),
  );
  return `${filled.replace(/:[a-z]+/g, "some-name")}?${asked.toString()}`;
}

function bodyOf({ body }: Route): object | undefined {
  return body === undefined ? undefined : neededIn(body);
}

function neededIn(form: Parameters<typeof schemaOf>[0]): Readonly<Record<string, unknown>> {
  const { required = [], properties = {} } = schemaOf(form, "input");
  const needed = required.filter((name) => properties[name]?.default === undefined);
  return Object.fromEntries(
    needed.map((name) => {
      if (!Object.hasOwn(SAMPLES, name)) throw new Error(`SAMPLES has nothing for "${name}"`);
      return [name, SAMPLES[name]];
    }),
  );
}
