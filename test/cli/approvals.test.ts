import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { pitcrew } from "./pitcrew.ts";
import { embeddedProject } from "./served-project.ts";

type Server = Awaited<ReturnType<typeof embeddedProject>>;

interface Waiting {
  readonly run: string;
  readonly plan: string;
  readonly step: string;
}

const playbook = (name: string, mode: string): string => `format: 1
name: ${name}
version: 1.0.0
owner: team-shop
severity: low
summary: Tells the shop to restart
safety: { mode: ${mode}, lock: shop, cooldown: 1s, max_runs: 30 per 24h }
steps:
  - id: restart
    kind: http.call
    with: { connection: shop, method: POST, path: /restart }
    verify: none
    because: it is a test
    timeout: 30s
    undo: none
`;

let server: Server;
let calls: string[];

beforeEach(async () => {
  calls = [];
  const shop = createServer((request, response) => {
    calls.push(`${request.method} ${request.url}`);
    response.end("{}");
  }).listen(0, "127.0.0.1");
  await once(shop, "listening");
  onTestFinished(() => void shop.close());
  const { port } = shop.address() as AddressInfo; // it listens on a port
  server = await embeddedProject({
    "playbooks/changing.yaml": playbook("changing", "approve"),
    "playbooks/suggesting.yaml": playbook("suggesting", "suggest"),
    "connections.yaml": `format: 1
connections:
  shop:
    type: http
    base_url: http://127.0.0.1:${port}
    insecure: true
    allow_addresses: [127.0.0.0/8]
`,
  });
  await server.linesUntil("listening at");
});

/** With its database, whose files are gone after the test. */
async function stopped(): Promise<void> {
  expect(await server.stop("SIGTERM")).toBe(0);
}

async function nextWaiting(): Promise<Waiting> {
  for (;;) {
    const { stdout } = await pitcrew(["approvals", "--json"], server.at);
    const { approvals } = JSON.parse(stdout) as { approvals: readonly Waiting[] };
    const [first] = approvals;
    if (first !== undefined) return first;
  }
}

test("a run waits for its approval, and does what was approved", async () => {
  const following = pitcrew(["run", "changing"], server.at);
  const { run, plan } = await nextWaiting();

  const listed = await pitcrew(["approvals"], server.at);
  expect(listed.stdout).toContain(`pitcrew approve ${run} --plan ${plan} --step restart`);
  expect(listed.stdout).toContain("Tells the shop to restart");
  const changed = await pitcrew(["approve", run, "--plan", "000000"], server.at);
  expect(changed.stderr).toContain("E323 The plan has changed: 000000 is not");
  expect((await pitcrew(["approve", run], server.at)).exitCode).toBe(2);
  expect(calls).toEqual([]);

  expect((await pitcrew(["approve", run, "--plan", plan], server.at)).exitCode).toBe(0);

  const { stdout } = await following;
  expect(stdout).toContain(`(1 of 1)`);
  expect(calls).toEqual(["POST /restart"]);
  const late = await pitcrew(["deny", run, "--reason", "too late"], server.at);
  expect(late.stderr).toContain("E325 It is already approved by");
  await stopped();
});

test("a run that is denied ends with a code of its own, and nothing is sent", async () => {
  const following = pitcrew(["run", "changing"], server.at);
  const { run } = await nextWaiting();

  expect((await pitcrew(["deny", run], server.at)).exitCode).toBe(2);
  expect((await pitcrew(["deny", run, "--reason", "sale"], server.at)).exitCode).toBe(0);

  const { exitCode, stdout } = await following;
  expect(exitCode).toBe(6);
  expect(stdout).toContain('denied "restart": sale');
  expect(calls).toEqual([]);
  await stopped();
});

test("what a run suggests is started, and by its only user approved with that", async () => {
  const suggested = await pitcrew(["run", "suggesting", "--json"], server.at);
  const { id, outcome } = JSON.parse(suggested.stdout) as { id: string; outcome: string };
  expect([outcome, calls]).toEqual(["suggested", []]);

  expect((await pitcrew(["start", id], server.at)).stdout).toContain("(1 of 1)");
  expect(calls).toEqual(["POST /restart"]);
  await stopped();
});
