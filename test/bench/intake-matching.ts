// Prints how many alerts are matched and decided about per second, when many came at once: among
// few playbooks and among many, whose runs all may start, and in a storm in which nearly all wait.

import { randomUUID } from "node:crypto";
import { Budgets } from "../../src/config/settings/budgets.ts";
import { brakeStart } from "../../src/engine/brakes/brake-start.ts";
import type { Found } from "../../src/engine/start-child.ts";
import { matchDue } from "../../src/intake/alerts/matcher.ts";
import { openAlertStore } from "../../src/integrations/postgres/alerts/open-alert-store.ts";
import { openBrakes } from "../../src/integrations/postgres/store/brakes/open-brakes.ts";
import { systemClock as clock } from "../../src/integrations/system/clock.ts";
import { Playbook } from "../../src/playbook/format/playbook.ts";
import { compileProgram } from "../../src/playbook/program.ts";
import { kinds } from "../../src/steps/registry.ts";
import { openBenchStore } from "./pace/open-store.ts";

const ALERTS = 2_000;
const GROUP = 100;
const NEW = {
  rung: "suggest",
  since: 0,
  because: "It is new here",
  fixes: 0,
  isDrilled: false,
  drilledAt: null,
} as const;

await measure("10 playbooks, all may start", { playbooks: 10, isStorm: false });
await measure("200 playbooks, all may start", { playbooks: 200, isStorm: false });
await measure("10 playbooks, a storm", { playbooks: 10, isStorm: true });

async function measure(
  name: string,
  { playbooks, isStorm }: { readonly playbooks: number; readonly isStorm: boolean },
): Promise<void> {
  const { address, store, close } = await openBenchStore(4);
  const alerts = openAlertStore(address, (error) => console.error(error.message));
  const brakes = openBrakes(address, (error) => console.error(error.message));
  const entries = Array.from({ length: playbooks }, (_none, nth) => entryOf(nth, isStorm));
  // Nobody carries the runs out here.
  const limits = Budgets.parse({ queued_runs: 100_000 });
  for (let taken = 0; taken < ALERTS; taken += GROUP) await alerts.intake.takeIn(manyAlerts(taken));
  const began = performance.now();
  const needs = {
    queue: alerts.queue,
    matching: {
      runs: store,
      dispatcher: { wake: () => undefined },
      brakeOn: (start: Parameters<typeof brakeStart>[0]) =>
        brakeStart(start, brakes.starts, limits),
      standingOf: async () => NEW,
      handsOn: async () => [],
    },
    sceneAt: async (now: number) => ({ now, entries, windows: [], policy: {} }),
    clock,
    onTrouble: (what: string, error: unknown) => console.error(what, error),
  };
  let matched = 0;
  while (matched < ALERTS) matched += await matchDue(needs);
  const took = performance.now() - began;
  console.log(`${name.padEnd(30)} ${((matched * 1_000) / took).toFixed(0)} alerts per second`);
  await Promise.all([alerts.close(), brakes.close()]);
  await close();
}

/** The first takes all of them; those of a storm differ in what they work on. */
function entryOf(nth: number, isStorm: boolean): Found {
  const playbook = Playbook.parse({
    format: 1,
    name: `takes-${nth}`,
    version: "1.0.0",
    owner: "team-shop",
    severity: "low",
    summary: "A playbook to measure with",
    match: {
      alert: nth === 0 ? "Queue*" : `Other${nth}`,
      labels: { severity: ["critical", "high"] },
    },
    params: isStorm ? { queue: { type: "name", from: "alert.labels.queue" } } : {},
    steps: [{ id: "done", kind: "stop", with: { outcome: "nothing_to_do", reason: "looked" } }],
  });
  const compiled = compileProgram(playbook, kinds, () => false);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems));
  const pinned = { playbook: playbook.name, version: "1.0.0", hash: `sha256:${nth}` };
  return { pinned, program: compiled.program };
}

function manyAlerts(from: number) {
  return Array.from({ length: GROUP }, (_none, nth) => ({
    id: randomUUID(),
    source: "bench",
    fingerprint: randomUUID().replaceAll("-", "").slice(0, 16),
    alert: {
      status: "firing" as const,
      labels: new Map([
        ["alertname", "QueueBacklog"],
        ["severity", "critical"],
        ["queue", `queue-${from + nth}`],
      ]),
      annotations: new Map([["summary", "The queue of orders grows and nobody takes from it"]]),
    },
    startsAt: Date.now(),
    endsAt: null,
    isSilenced: false,
  }));
}
