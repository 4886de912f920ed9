import { onTestFinished } from "vitest";
import type { Found } from "../../../src/engine/start-child.ts";
import { matchDue, type MatcherNeeds } from "../../../src/intake/alerts/matcher.ts";
import type { Matching, Scene } from "../../../src/intake/alerts/match-alert.ts";
import { openRunStore } from "../../../src/integrations/postgres/store/open-run-store.ts";
import { systemClock as clock } from "../../../src/integrations/system/clock.ts";
import { alertWorld } from "../../integrations/postgres/alerts/world.ts";
import { entryOf } from "../api/desk-world.ts";

/** A matcher that works when it is told to, with real stores behind it. */
export async function matchingWorld(entries: readonly Found[]) {
  const world = await alertWorld();
  const { store: runs, close } = openRunStore(world.address, {
    connections: 4,
    onBroken: () => undefined,
  });
  onTestFinished(close);
  const woken: string[] = [];
  const troubles: string[] = [];
  const matching: Matching = {
    runs,
    dispatcher: { wake: (run) => woken.push(run) },
    brakeOn: async () => undefined,
    standingOf: async () => ({
      rung: "suggest",
      since: 0,
      because: "It is new here",
      fixes: 0,
      isDrilled: false,
      drilledAt: null,
    }),
    handsOn: async () => [],
  };
  const scene: Omit<Scene, "now"> = { entries, windows: [], policy: {} };
  const needs: MatcherNeeds = {
    queue: world.queue,
    matching,
    sceneAt: async (now) => ({ ...scene, now }),
    rematch: async () => undefined,
    clock,
    onTrouble: (what) => troubles.push(what),
  };
  return {
    ...world,
    runs,
    woken,
    troubles,
    needs,
    /** Matches what is due, with other circumstances than usual where some are given. */
    match: (
      other: { readonly scene?: Partial<Scene>; readonly matching?: Partial<Matching> } = {},
    ) =>
      matchDue({
        ...needs,
        matching: { ...matching, ...other.matching },
        sceneAt: async (now) => ({ ...scene, now, ...other.scene }),
      }),
    resultOf: async (fingerprint: string) => (await world.book.newest(fingerprint))?.result,
    verdictsOf: async (fingerprint: string) => {
      const alert = await world.book.newest(fingerprint);
      return alert === undefined ? [] : world.book.verdicts(alert.id);
    },
    /** As if so long had passed since the alerts opened, and all of them were due. */
    later: (interval: string) =>
      world.sql(
        `update occurrences set opened_at = opened_at - interval '${interval}', due_at = now()`,
      ),
  };
}

/** Takes QueueBacklog in, and only looks. */
export const LOOKS = entryOf(
  "looks",
  [{ id: "done", kind: "stop", with: { outcome: "nothing_to_do", reason: "looked" } }],
  {
    match: { alert: "QueueBacklog" },
    params: { queue: { type: "name", from: "alert.labels.queue", default: "all" } },
  },
);

/** Thanks to more labels, this one is chosen for the queue `bad`, whose name it cannot read. */
export const PICKY = entryOf("picky", [...LOOKS.program.playbook.steps], {
  match: { alert: "QueueBacklog", labels: { queue: "bad*" } },
  params: { size: { type: "int", from: "alert.labels.size" } },
});
