import { beforeEach, describe, expect, test } from "vitest";
import type { LibraryEntry } from "../../../src/intake/api/desk/desk.ts";
import {
  HoldsView,
  HoldView,
  ReleasedView,
  SwitchesView,
  TurnedView,
} from "../../../src/intake/api/views/brake-views.ts";
import { RunView } from "../../../src/intake/api/views/run-view.ts";
import { createOutside, gate, type Outside } from "../../engine/worker/outside.ts";
import { set } from "../../engine/worker/world.ts";
import { entryOf, servedDesk } from "./desk-world.ts";
import { get, post, type Served, waitFor } from "./requests.ts";

const AUTO = { safety: { mode: "auto" } };

describe("brakes, over the socket", () => {
  let outside: Outside;
  let api: Served;
  let two: LibraryEntry;

  beforeEach(async () => {
    outside = createOutside();
    const steps = [set("first", { undo: "offer" }), set("second", { undo: "none" })];
    two = entryOf("two", steps, AUTO, outside.kinds);
    api = await servedDesk([two]);
  });

  test("a freeze holds a run before its next change, says so, and lets it go on", async () => {
    const { behaviour, open } = gate();
    outside.answerWith("first", behaviour);
    const sent = outside.nextSent("first");
    const id = await api.startChanging(two);
    await sent;

    expect(await turn("freeze", { reason: "failover" })).toMatchObject({
      value: { switch: { kind: "freeze", scope: "all", by: "ann", running: "hold" }, stopped: 0 },
    });
    open();

    const held = await waitFor(api, id, ({ steps }) => isHeldBack(steps[1]?.says));
    expect(held.steps[1]?.says).toMatch(
      /held back: Everything is frozen by ann since .*: failover$/,
    );
    expect(outside.sentBy("second")).toEqual([]);
    await turn("thaw", {});
    await waitFor(api, id, ({ outcome }) => outcome !== null);
    expect(outside.sentBy("second")).toHaveLength(1);
  });

  test("a freeze holds the undo of an ended run as well, and says so", async () => {
    const id = await api.startChanging(two);
    await waitFor(api, id, ({ outcome }) => outcome !== null);
    await turn("freeze", { reason: "failover" });
    await api.ask(post(`/v1/runs/${id}/undo`, {}), RunView);

    const held = await waitFor(api, id, ({ steps }) => isHeldBack(steps[0]?.says));
    expect(held.steps[0]?.says).toContain("; its undo held back: Everything is frozen by ann");
    await turn("thaw", {});
    expect(await waitFor(api, id, ({ undo }) => undo === "undone")).toMatchObject({
      state: "ended",
    });
  });

  test("a freeze that undoes ends the runs under way and takes their changes back", async () => {
    const { behaviour, open } = gate();
    outside.answerWith("second", behaviour);
    const sent = outside.nextSent("second");
    const id = await api.startChanging(two);
    await sent;

    const frozen = await turn("freeze", { reason: "wrong region", running: "undo" });
    open();

    expect(frozen).toMatchObject({ value: { stopped: 1 } });
    const { outcome } = await waitFor(api, id, (run) => run.outcome !== null);
    expect(outcome).toBe("cancelled");
    expect(outside.sent.map(({ kind }) => kind)).toEqual(["test.set", "test.set", "undo"]);
  });

  test("a switch over one playbook or team stays with it", async () => {
    expect(await turn("freeze", { reason: "x", scope: "playbook:nobody" })).toMatchObject({
      problem: { code: "E311" },
    });
    expect(
      await turn("pause", { reason: "load test", scope: "team:shop", for: "2h" }),
    ).toMatchObject({ value: { switch: { scope: "team:shop", until: expect.any(String) } } });
    expect(await turn("pause", { reason: "", scope: "all" })).toMatchObject({
      problem: { code: "E401" },
    });
    expect(await turn("pause", { scope: "nobody:else" })).toMatchObject({
      problem: { code: "E401" },
    });
    expect(await turn("thaw", {})).toMatchObject({ problem: { code: "E353" } });
  });

  test("a drain lets nobody start, and tells how many runs are left", async () => {
    await turn("drain", { reason: "upgrade" });
    const body = { id: crypto.randomUUID(), playbook: "two", params: {} };

    const refused = await api.ask(post("/v1/runs", body), RunView);

    expect(refused).toMatchObject({ problem: { code: "E348", remedy: expect.any(String) } });
    expect(await api.ask(get("/v1/switches"), SwitchesView)).toMatchObject({
      value: { switches: [{ kind: "drain" }], live: 0 },
    });
    expect(await turn("resume", {})).toMatchObject({ value: { switch: null } });
  });

  test("a drain leaves what was started before as it is, also when somebody asks again", async () => {
    const body = { id: crypto.randomUUID(), playbook: "two", params: {} };
    await api.ask(post("/v1/runs", body), RunView);
    await turn("drain", { reason: "upgrade" });

    expect(await api.ask(post("/v1/runs", body), RunView)).toMatchObject({
      value: { id: body.id },
    });
  });

  test("a hold keeps a target until it is released", async () => {
    const held = { target: "queue/orders", reason: "disk swap", for: "1h" };

    expect(await api.ask(post("/v1/holds", held), HoldView)).toMatchObject({
      value: { target: "queue/orders", by: "ann" },
    });
    expect(await api.ask(get("/v1/holds"), HoldsView)).toMatchObject({
      value: { holds: [{ target: "queue/orders" }] },
    });
    const release = post("/v1/holds/release", { target: "queue/orders" });
    expect(await api.ask(release, ReleasedView)).toMatchObject({ is: "answered" });
    expect(await api.ask(release, ReleasedView)).toMatchObject({ problem: { code: "E353" } });
  });

  function turn(what: string, body: object) {
    return api.ask(post(`/v1/switches/${what}`, body), TurnedView);
  }
});

function isHeldBack(says = ""): boolean {
  return says.includes("held back");
}
