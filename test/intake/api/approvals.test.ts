import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import type { Access } from "../../../src/access/authorize.ts";
import { ApprovalsView } from "../../../src/intake/api/views/approval-view.ts";
import { RunView } from "../../../src/intake/api/views/run-view.ts";
import { accessOf, actorNamed } from "../../engine/approval/people.ts";
import { createOutside, gate, type Outside } from "../../engine/worker/outside.ts";
import { fire, set } from "../../engine/worker/world.ts";
import { entryOf, servedDesk } from "./desk-world.ts";
import { get, post, type Served, waitFor } from "./requests.ts";

const PEOPLE: Access = accessOf({
  ann: ["responder", "approver"],
  bob: ["responder", "approver"],
  cid: ["responder"],
  dan: ["approver"],
  eve: ["approver"],
  fay: ["approver"],
  gus: ["approver"],
});
const OWNED = { owner: "team-test" };

describe("what people are asked to approve, over the socket", () => {
  let outside: Outside;
  let api: Served;
  let who: string;

  const isAsked = ({ pending }: RunView) => pending.some(({ is }) => is === "approval");
  const isOver = ({ outcome }: RunView) => outcome !== null;

  async function planOf(id: string): Promise<string> {
    const { pending } = await waitFor(api, id, isAsked);
    return pending[0]?.plan ?? "";
  }

  const tell = async (id: string, order: string, body: object) =>
    api.ask(post(`/v1/runs/${id}/${order}`, body), RunView);

  beforeEach(async () => {
    outside = createOutside();
    who = "ann";
    const entry = (name: string, steps: readonly object[], mode: string) =>
      entryOf(name, steps, { ...OWNED, safety: { mode } }, outside.kinds);
    const two = { approve: { by: ["team-test"], count: 2 } };
    api = await servedDesk(
      [
        entry("changing", [fire("shot")], "approve"),
        entry("by-two", [fire("shot", two)], "approve"),
        entry("suggesting", [set("scale", { with: { target: "one" } }), fire("shot")], "suggest"),
      ],
      {
        actor: () => actorNamed(who),
        access: PEOPLE,
        policy: { default: { mode: "auto", self_approval: "reversible" } },
      },
    );
  });

  test("is listed with all that there is to know, and carried out once another has said yes", async () => {
    const { id } = await api.start("changing");
    const plan = await planOf(id);

    const listed = await api.ask(get("/v1/approvals"), ApprovalsView);
    expect(listed).toMatchObject({
      value: {
        approvals: [
          {
            run: id,
            plan,
            step: "shot",
            by: ["team-test"],
            risk: "high",
            effects: [{ phase: "run", does: "As it says.", targets: [id] }],
            votes: [],
          },
        ],
      },
    });
    expect(outside.sentBy("shot")).toEqual([]);
    who = "bob";
    expect(await tell(id, "approve", { plan })).toMatchObject({ is: "answered" });

    const ended = await waitFor(api, id, isOver);
    expect(ended.steps).toMatchObject([{ id: "shot", state: "done" }]);
    expect(outside.sentBy("shot")).toHaveLength(1);
    expect(await api.ask(get("/v1/approvals"), ApprovalsView)).toMatchObject({
      value: { approvals: [] },
    });
  });

  test("is not approved by whoever asked for it, where it cannot be taken back", async () => {
    const { id } = await api.start("changing");
    const plan = await planOf(id);

    expect(await tell(id, "approve", { plan })).toMatchObject({ problem: { code: "E322" } });
    expect(outside.sentBy("shot")).toEqual([]);
  });

  test("is approved by nobody who is not asked, and denied by nobody either", async () => {
    const { id } = await api.start("changing");
    const plan = await planOf(id);
    who = "cid";

    expect(await tell(id, "approve", { plan })).toMatchObject({ problem: { code: "E321" } });
    expect(await tell(id, "deny", { reason: "no" })).toMatchObject({ problem: { code: "E321" } });
    const alone = { plan, break_glass: "the house is on fire" };
    expect(await tell(id, "approve", alone)).toMatchObject({ problem: { code: "E402" } });
  });

  test("is approved as it was shown, and not as it once was", async () => {
    const { id } = await api.start("changing");
    await planOf(id);
    who = "bob";

    const told = await tell(id, "approve", { plan: "0123456789" });
    expect(told).toMatchObject({
      problem: { code: "E323", message: expect.stringContaining("The plan has changed") },
    });
  });

  test("is lost by one denial, and whoever comes later learns of it", async () => {
    const { id } = await api.start("by-two");
    const plan = await planOf(id);
    who = "bob";
    await tell(id, "deny", { reason: "not during the sale" });

    const ended = await waitFor(api, id, isOver);
    expect(ended).toMatchObject({
      outcome: "denied",
      reason: 'bob denied "shot": not during the sale',
    });
    who = "ann";
    expect(await tell(id, "approve", { plan })).toMatchObject({
      problem: { code: "E325", message: expect.stringMatching(/^It is already denied by bob at /) },
    });
    expect(outside.sentBy("shot")).toEqual([]);
  });

  test("needs each yes once, and one that was taken back is missing", async () => {
    const { id } = await api.start("by-two");
    const plan = await planOf(id);
    const votes = async () =>
      (await api.store.get(id))?.state.approvals["shot"]?.votes.map(({ by }) => by);
    who = "bob";
    await tell(id, "approve", { plan });
    expect(await votes()).toEqual(["bob"]);

    expect(await tell(id, "approve", { plan })).toMatchObject({ problem: { code: "E325" } });
    await tell(id, "revoke", {});
    expect(await votes()).toEqual([]);

    expect(await tell(id, "revoke", {})).toMatchObject({ problem: { code: "E313" } });
    expect(outside.sentBy("shot")).toEqual([]);
  });

  test("is carried out on one word alone when somebody breaks the glass, and the owner is paged", async () => {
    const { id } = await api.start("by-two");
    const plan = await planOf(id);

    await tell(id, "approve", { plan, break_glass: "the house is on fire" });
    await waitFor(api, id, isOver);

    expect(outside.sentBy("shot")).toHaveLength(1);
    const notes = (await api.store.history(id)).flatMap((event) => event.notes);
    expect(notes).toContain('ann broke the glass for "shot": the house is on fire.');
  });

  test("stops a run when its yes is taken back after something was sent", async () => {
    const { behaviour, open } = gate();
    outside.answerWith("shot", behaviour);
    const sent = outside.nextSent("shot");
    const { id } = await api.start("changing");
    const plan = await planOf(id);
    who = "bob";
    await tell(id, "approve", { plan });
    await sent;

    await tell(id, "revoke", {});
    await waitFor(api, id, ({ state }) => state === "closing");
    open();

    expect(await waitFor(api, id, isOver)).toMatchObject({ outcome: "cancelled" });
  });

  test("tells each who decides at the same moment what became of that", async () => {
    const { id } = await api.start("by-two");
    const plan = await planOf(id);
    const approve = { is: "approve", plan, breakGlass: null, about: {} } as const;
    const names = ["bob", "dan", "eve", "fay", "gus"];

    const told = await Promise.all(
      names.map((name) => api.desk.send(id, approve, actorNamed(name))),
    );

    const voted = (await api.store.get(id))?.state.approvals["shot"]?.votes.map(({ by }) => by);
    expect(voted).toHaveLength(2);
    const late = told.flatMap((one) => (one.ok ? [] : [one.refusal]));
    const counted = names.filter((_, index) => told[index]?.ok);
    expect(new Set(counted)).toEqual(new Set(voted));
    expect(late.map(({ code }) => code)).toEqual(["E325", "E325", "E325"]);
    expect(late.map(({ message }) => message).join()).toMatch(/already approved by/);
  });

  test("tells whoever approves what was denied a moment before that it was", async () => {
    const { id } = await api.start("by-two");
    const plan = await planOf(id);
    const approve = { is: "approve", plan, breakGlass: null, about: {} } as const;
    const deny = { is: "deny", reason: "not now", about: {} } as const;

    const [denied, approved] = await Promise.all([
      api.desk.send(id, deny, actorNamed("bob")),
      api.desk.send(id, approve, actorNamed("dan")),
    ]);

    expect(denied).toMatchObject({ ok: true });
    const votes = (await api.store.get(id))?.state.approvals["shot"]?.votes ?? [];
    expect(approved.ok).toBe(votes.length === 1);
    const told = approved.ok ? "It is already denied by bob at " : approved.refusal.message;
    expect(told).toMatch(/^It is already denied by bob at /);
  });

  describe("that a run suggests", () => {
    async function suggested(): Promise<string> {
      const { id } = await api.start("suggesting");
      expect(await waitFor(api, id, isOver)).toMatchObject({ outcome: "suggested" });
      expect(outside.sent).toEqual([]);
      return id;
    }

    test("is approved by whoever starts it, if they may, and the rest is asked", async () => {
      const id = await suggested();
      const again = { id: randomUUID() };

      const started = await tell(id, "start", again);
      expect(started).toMatchObject({ is: "answered", value: { id: again.id, mode: "approve" } });

      const { pending, steps } = await waitFor(api, again.id, isAsked);
      expect(steps).toMatchObject([{ state: "done" }, { state: "waiting" }]);
      expect(pending).toMatchObject([{ is: "approval", step: "shot" }]);
      expect(outside.sentBy("scale")).toHaveLength(1);
    });

    test("is asked of others when whoever starts it may not approve it", async () => {
      const id = await suggested();
      who = "cid";
      const again = { id: randomUUID() };
      await tell(id, "start", again);

      const { pending } = await waitFor(api, again.id, isAsked);
      expect(pending).toMatchObject([{ is: "approval", step: "scale" }]);
      expect(outside.sent).toEqual([]);
    });

    test("is started only from a run that has suggested something", async () => {
      const { id } = await api.start("changing");

      expect(await tell(id, "start", { id: randomUUID() })).toMatchObject({
        problem: { code: "E313" },
      });
    });
  });
});
