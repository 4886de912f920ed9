import process from "node:process";
import { expect, test, vi } from "vitest";
import type { Approval } from "../../../src/model/approval.ts";
import { approvalOf, isOpen } from "../../../src/engine/machine/approvals.ts";
import type { NewMessage } from "../../../src/ports/run-message.ts";
import type { RunRecord, RunStore } from "../../../src/ports/run-store.ts";
import { type Chance, chanceOf } from "../../chaos/chance.ts";
import { accessOf } from "../approval/people.ts";
import { startWorlds, UNVERIFIED, type World } from "./world.ts";

/** More of them find rarer mistakes. */
const INTERLEAVINGS = Number(process.env["VOTE_INTERLEAVINGS"] ?? 60);
const SEED = process.env["VOTE_SEED"] ?? "1";

vi.setConfig({ testTimeout: 30_000 + INTERLEAVINGS * 2_000 });

const openWorld = await startWorlds();

const PEOPLE = ["ann", "bob", "cid", "dan"] as const;
const QUORUM = 2;
const LONGER_THAN_A_YES_LASTS = 6 * 60_000;
const LONGER_THAN_A_REQUEST_LASTS = 16 * 60_000;

type Event = NewMessage["event"];

/** What people, time and the world do meanwhile. */
type Deed =
  | { readonly is: "approve" | "deny" | "revoke"; readonly by: string }
  | { readonly is: "stop" }
  | { readonly is: "lose_role"; readonly by: string }
  | { readonly is: "change_level" }
  | { readonly is: "pass"; readonly ms: number };

test("whatever votes race with, nothing is meant without a quorum that stands at that moment", async () => {
  const told: string[] = [];
  const sent = { yes: 0, no: 0 };
  for (let round = 0; round < INTERLEAVINGS; round++) {
    const { mistakes, isSent } = await race(openWorld(), chanceOf("votes", SEED, round));
    sent[isSent ? "yes" : "no"]++;
    told.push(...mistakes.map((mistake) => `round ${round}: ${mistake}`));
  }

  expect(told).toEqual([]);
  // Where all is refused, or all is sent, nothing was proved.
  expect(Math.min(sent.yes, sent.no)).toBeGreaterThan(INTERLEAVINGS / 20);
});

/** One run, and deeds at moments that chance chooses: between two looks, or right before a commit. */
async function race(world: World, chance: Chance) {
  const scene = new Scene(world);
  const deeds = dealDeeds(chance);
  let isIn = false;
  const store: RunStore = {
    ...world.store,
    now: async () => (await world.store.now()) + scene.passed,
    claim: async (...args) => {
      const claimed = await world.store.claim(...args);
      return claimed && { ...claimed, now: claimed.now + scene.passed };
    },
    append: async (claim, change) => {
      // What changes outside the database at this very moment, nothing could notice.
      const next = deeds.findIndex(({ is }) => is !== "lose_role" && is !== "pass");
      if (!isIn && next >= 0 && chance.next() < 0.5) {
        isIn = true;
        const [deed] = deeds.splice(next, 1);
        if (deed !== undefined) await scene.do(deed);
        isIn = false;
      }
      const expected = scene.objections(change.state.approvals["shot"]);
      const appended = await world.store.append(claim, change);
      const isMeant = change.intents.some(({ phase }) => phase === "run");
      if (isMeant && appended.is === "stored") scene.mistakes.push(...expected);
      return appended;
    },
  };
  const worker = world.worker({ store, access: () => scene.access });
  await scene.begin();
  await worker.onWake(scene.run, 0);
  while (deeds.length > 0) {
    const [deed] = chance.next() < 0.6 ? deeds.splice(0, 1) : [];
    if (deed !== undefined) await scene.do(deed);
    else await worker.onWake(scene.run, 0);
  }
  await worker.onWake(scene.run, 0);
  const times = world.outside.sent.filter(({ run }) => run === scene.run).length;
  if (times > 1) scene.mistakes.push(`sent ${times} times`);
  return { mistakes: scene.mistakes, isSent: times > 0 };
}

/** What has been committed, kept beside the machine that is judged by it. */
class Scene {
  readonly mistakes: string[] = [];
  passed = 0;
  run = "";
  access = accessFor(PEOPLE);
  private readonly world: World;
  private members: readonly string[] = PEOPLE;
  private level = 0;
  private looked = 0;
  /** Who has agreed to which request, and has not taken it back. */
  private readonly yes = new Set<string>();
  private over: string | undefined;

  constructor(world: World) {
    this.world = world;
    world.outside.levelWith(() => (this.looked = this.level));
  }

  async begin(): Promise<void> {
    const approve = { by: ["team-test"], count: QUORUM };
    const wanted = { kind: "test.level", with: { target: "${{ run.id }}" }, approve };
    const program = this.world.programOf([{ id: "shot", ...wanted, ...UNVERIFIED }]);
    this.run = await this.world.begin(program, { mode: "approve" });
  }

  async do(deed: Deed): Promise<void> {
    const record = await this.world.record(this.run);
    switch (deed.is) {
      case "approve": {
        const digest = approvalOf(record.state, "shot")?.digest ?? "";
        await this.send(record, { ...voteOf(deed.by), vote: "approve", plan: digest });
        this.yes.add(`${deed.by} ${digest}`);
        return;
      }
      case "deny":
        if (isOpen(record.state, "shot")) this.over ??= `${deed.by} denied it`;
        return this.send(record, { ...voteOf(deed.by), vote: "deny" });
      case "revoke":
        await this.send(record, { is: "revoked", step: "shot", by: deed.by });
        for (const yes of this.yes) if (yes.startsWith(`${deed.by} `)) this.yes.delete(yes);
        return;
      case "stop":
        this.over ??= "it was stopped";
        return this.send(record, { is: "stopped", by: "eve", undo: false });
      case "lose_role":
        this.members = this.members.filter((name) => name !== deed.by);
        this.access = accessFor(this.members);
        return;
      case "change_level":
        this.level += 1;
        return;
      case "pass":
        this.passed += deed.ms;
        // Nothing is due by the clock of the database, so it is woken by something else.
        return this.send(record, { is: "alert_resolved" });
    }
  }

  /** Why nothing may be meant at this moment under this approval. */
  objections(approval: Approval | undefined): readonly string[] {
    if (approval === undefined) return ["nobody was asked"];
    const { votes, digest, request, decided, useBy } = approval;
    const now = Date.now() + this.passed;
    const [effect] = request.effects;
    return [
      ...(this.over === undefined ? [] : [`meant although ${this.over}`]),
      ...(new Set(votes.map(({ by }) => by)).size >= QUORUM ? [] : [`${votes.length} votes`]),
      ...votes.flatMap(({ by }) => [
        ...(this.yes.has(`${by} ${digest}`) ? [] : [`${by} has not agreed to it`]),
        ...(this.members.includes(by) ? [] : [`${by} may not agree any more`]),
      ]),
      ...(effect?.material["level"] === this.looked ? [] : ["it is at another level"]),
      ...(decided !== null && decided.at <= request.expires ? [] : ["decided too late"]),
      ...(useBy !== null && now <= useBy + 1_000 ? [] : ["used too late"]),
    ];
  }

  private async send({ outcome }: RunRecord, event: Event): Promise<void> {
    if (outcome === null) await this.world.send(this.run, event);
  }
}

function voteOf(by: string) {
  return { is: "voted", step: "shot", by } as const;
}

function accessFor(members: readonly string[]) {
  const others = PEOPLE.filter((name) => !members.includes(name));
  const roles = Object.fromEntries(members.map((name) => [name, ["approver" as const]]));
  return accessOf(roles, { others });
}

/** Enough people agree; some of what else may happen comes in between, in any order. */
function dealDeeds(chance: Chance): Deed[] {
  const others: readonly Deed[] = [
    { is: "deny", by: chance.oneOf(PEOPLE) },
    { is: "revoke", by: chance.oneOf(PEOPLE) },
    { is: "revoke", by: chance.oneOf(PEOPLE) },
    { is: "stop" },
    { is: "lose_role", by: chance.oneOf(PEOPLE) },
    { is: "change_level" },
    { is: "change_level" },
    { is: "pass", ms: LONGER_THAN_A_YES_LASTS },
    { is: "pass", ms: LONGER_THAN_A_REQUEST_LASTS },
  ];
  const wanted = others.filter(() => chance.next() < 0.2);
  const votes = [...PEOPLE, ...PEOPLE].map((by): Deed => ({ is: "approve", by }));
  const deeds = [...votes, ...wanted];
  for (let last = deeds.length - 1; last > 0; last--) {
    const other = chance.below(last + 1);
    const [a, b] = [deeds[last], deeds[other]];
    if (a === undefined || b === undefined) continue;
    deeds[last] = b;
    deeds[other] = a;
  }
  return deeds;
}
