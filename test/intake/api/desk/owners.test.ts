import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { Actor } from "../../../../src/access/actor.ts";
import type { Access } from "../../../../src/access/authorize.ts";
import { Directory } from "../../../../src/config/directory.ts";
import { PlaybooksView } from "../../../../src/intake/api/views/playbook-view.ts";
import { RunsView, RunView } from "../../../../src/intake/api/views/run-view.ts";
import { StatisticsView } from "../../../../src/intake/api/views/statistics-view.ts";
import { VersionsView } from "../../../../src/intake/api/views/version-view.ts";
import { entryOf, servedDesk } from "../desk-world.ts";
import { get, post, waitFor } from "../requests.ts";

const STOP = {
  id: "fine",
  kind: "stop",
  with: { outcome: "nothing_to_do", reason: "All is well" },
};
const ENTRIES = [
  entryOf("carts", [STOP], { owner: "team-shop" }),
  entryOf("ledger", [STOP], { owner: "team-bank" }),
];
const ACCESS: Access = {
  is: "directory",
  directory: Directory.parse({
    format: 1,
    people: Object.fromEntries(
      ["ann", "ben", "cho"].map((name) => [name, { name, email: `${name}@example.com` }]),
    ),
    teams: {
      "team-shop": { members: { ann: ["responder"] } },
      "team-bank": { members: { ben: ["responder"], cho: ["admin"] } },
    },
  }),
};

describe("somebody of one team", () => {
  test("sees its playbooks, versions, runs and figures, and nothing of another team's", async () => {
    const { as, api } = await world();
    for (const [name, playbook] of [
      ["ann", "carts"],
      ["ben", "ledger"],
      ["ben", "ledger"],
    ] as const) {
      as(name);
      const { id } = await api.start(playbook);
      await waitFor(api, id, ({ outcome }) => outcome !== null);
    }

    as("ann");
    expect(await api.ask(get("/v1/playbooks"), PlaybooksView)).toMatchObject({
      value: { playbooks: [{ name: "carts" }] },
    });
    expect(await api.ask(get("/v1/versions"), VersionsView)).toMatchObject({
      value: { versions: [{ playbook: "carts" }] },
    });
    expect(await api.ask(get("/v1/runs?limit=1"), RunsView)).toMatchObject({
      value: { runs: [{ playbook: "carts" }] },
    });
    const statistics = await api.ask(get("/v1/steps/statistics"), StatisticsView);
    expect(statistics).toMatchObject({ value: { runs: 1, steps: [{ playbook: "carts" }] } });
    as("cho");
    const all = await api.ask(get("/v1/runs"), RunsView);
    expect(all.is === "answered" && all.value.runs.length).toBe(3);
  });

  test("is not told which playbooks and versions the others have", async () => {
    const { as, api } = await world();
    as("ann");

    const wish = { id: randomUUID(), params: {} };
    const theirs = await api.ask(post("/v1/runs", { ...wish, playbook: "ledger" }), RunView);
    const none = await api.ask(post("/v1/runs", { ...wish, playbook: "ledges" }), RunView);

    expect(theirs).toMatchObject({ problem: { code: "E311" } });
    expect(JSON.stringify(none).replaceAll("ledges", "ledger")).toBe(JSON.stringify(theirs));
    const versions = await api.ask(get("/v1/versions?playbook=ledger"), VersionsView);
    expect(versions).toMatchObject({ problem: { code: "E311" } });
  });

  test("cannot run again what another team owns", async () => {
    const { as, api } = await world();
    as("ben");
    const { id } = await api.start("ledger");
    await waitFor(api, id, ({ outcome }) => outcome !== null);

    as("ann");
    const again = await api.ask(post(`/v1/runs/${id}/retry`, { id: randomUUID() }), RunView);

    expect(again).toMatchObject({ problem: { code: "E312" } });
  });
});

async function world() {
  let name = "ann";
  const actor = (): Actor => ({ id: name, person: name, surface: "api", scope: null });
  const api = await servedDesk(ENTRIES, { actor, access: ACCESS });
  const as = (other: string): void => {
    name = other;
  };
  return { api, as };
}
