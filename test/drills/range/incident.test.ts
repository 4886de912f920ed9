import { readFile, writeFile } from "node:fs/promises";
import { describe, expect, onTestFinished, test } from "vitest";
import { z } from "zod";
import { FAULTS } from "../../../src/drills/range/faults/all.ts";
import { whenTrue } from "../../../src/drills/scenario/when-true.ts";
import { pitcrew } from "../../cli/pitcrew.ts";
import { embeddedProject } from "../../cli/served-project.ts";
import { startPrometheus } from "../../prometheus/server.ts";
import { type RangeForTests, rangeForTests } from "./range-for-tests.ts";

const Waiting = z.object({
  approvals: z.array(z.looseObject({ run: z.string(), plan: z.string(), step: z.string() })),
});
const Run = z.looseObject({ outcome: z.string().nullable() });

interface Incident {
  readonly fault: string;
  readonly playbook: string;
  readonly outcome: string;
  readonly isIll: (range: RangeForTests, workflow: string) => Promise<boolean>;
  readonly isWell: (range: RangeForTests, workflow: string) => Promise<boolean>;
}

const stateOf = async (range: RangeForTests, workflow: string): Promise<string> =>
  (await range.look<{ state: string }>(`/api/v1/workflows/${workflow}/trace`)).state;
const answers = (range: RangeForTests): Promise<boolean> =>
  range.look("/health").then(
    () => true,
    () => false,
  );

const INCIDENTS: readonly Incident[] = [
  {
    fault: "lock-not-released",
    playbook: "parallel-deadlock",
    outcome: "resolved",
    isIll: async (range, workflow) => (await stateOf(range, workflow)) === "pending",
    isWell: async (range, workflow) => (await stateOf(range, workflow)) === "completed",
  },
  {
    fault: "engine-down",
    playbook: "engine-down",
    outcome: "resolved",
    isIll: async (range) => !(await answers(range)),
    isWell: answers,
  },
  {
    fault: "slow-downstream",
    playbook: "task-timeout",
    outcome: "escalated",
    isIll: async (range) =>
      (await range.look<{ waits_for: string }[]>("/api/v1/tasks/slow?threshold=60s")).length > 0,
    // Nothing here mends a service elsewhere, and nothing must be changed in vain.
    isWell: async ({ system }) => system.plant.types.get("llm_inference")?.timeout === 60_000,
  },
];

const never = new AbortController().signal;

describe("an incident on the range", () => {
  test.each(INCIDENTS)(
    "$fault is taken care of by $playbook, which asks before it changes anything",
    async ({ fault, playbook, outcome, isIll, isWell }) => {
      const range = await rangeForTests();
      const server = await serveOn(range, playbook);
      const subject = await FAULTS.find(({ name }) => name === fault)?.breakIt(range.system);
      const workflow = subject?.["workflow_id"] ?? "";
      await whenTrue(range.system, () => isIll(range, workflow), never);

      const run = await server.start(
        playbook,
        playbook === "parallel-deadlock" ? { workflow } : {},
      );

      expect(await decideUntilEnded(run, server.at)).toBe(outcome);
      await whenTrue(range.system, () => isWell(range, workflow), never);
      await server.stop("SIGTERM");
    },
  );
});

/** A Pitcrew of its own with one playbook, which reaches the range as it would reach the real thing. */
async function serveOn(range: RangeForTests, playbook: string) {
  const prometheus = await startPrometheus(await (await range.call("GET", "/metrics")).text());
  onTestFinished(prometheus.stop);
  const redis = `${range.redisUrl}.url`;
  await writeFile(redis, range.redisUrl);
  const local = { insecure: true, allow_addresses: ["127.0.0.0/8"] };
  const connections = {
    "workflow-engine": { type: "http", base_url: range.engineUrl, ...local },
    prod: { type: "kubernetes", kubeconfig: `file:${range.kubeconfig}`, namespaces: ["agents"] },
    "workflow-redis": { type: "redis", url: `file:${redis}` },
    metrics: { type: "prometheus", base_url: prometheus.url, ...local },
  };
  const server = await embeddedProject({
    "connections.yaml": JSON.stringify({ format: 1, connections }),
    [`playbooks/${playbook}.yaml`]: await readFile(`playbooks/${playbook}.yaml`, "utf8"),
  });
  await server.linesUntil("listening at http");
  return server;
}

/** Says yes to whatever is asked, as somebody who has read it would. */
async function decideUntilEnded(run: string, at: { readonly cwd: string }): Promise<string> {
  for (;;) {
    const shown = await pitcrew(["show", run, "--json"], at);
    const { outcome } = Run.parse(JSON.parse(shown.stdout));
    if (outcome !== null) return outcome;
    const { stdout } = await pitcrew(["approvals", "--json"], at);
    for (const { plan, step } of Waiting.parse(JSON.parse(stdout)).approvals) {
      await pitcrew(["approve", run, "--plan", plan, "--step", step], at);
    }
  }
}
