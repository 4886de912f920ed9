import { readFile } from "node:fs/promises";
import { join } from "node:path";
import process from "node:process";
import { CoreV1Api, KubeConfig } from "@kubernetes/client-node";
import { execa } from "execa";
import { describe, expect, onTestFinished, test } from "vitest";
import { emptyFolder, pitcrew, START } from "./pitcrew.ts";

describe("pitcrew drill cluster", () => {
  test("starts a cluster, says how to reach it, and ends on Ctrl-C", async () => {
    const server = await startCluster(await emptyFolder());

    const nodes = await coreOf(server.kubeconfig).listNode();
    expect(nodes.items.map(({ metadata }) => metadata?.name)).toEqual([
      "node-1",
      "node-2",
      "node-3",
    ]);
    expect(await server.stop()).toBe(0);
    await expect(readFile(server.kubeconfig)).rejects.toThrow("ENOENT");
  });

  test("begins with what it saved", async () => {
    const folder = await emptyFolder();
    const first = await startCluster(folder, "--state", "shop.json");
    await coreOf(first.kubeconfig).createNamespace({ body: { metadata: { name: "shop" } } });
    await first.stop();

    const second = await startCluster(folder, "--state", "shop.json");
    const { items } = await coreOf(second.kubeconfig).listNamespace();
    expect(items.map(({ metadata }) => metadata?.name)).toContain("shop");
    await second.stop();
  });

  test.each([
    [["drill", "everything"], 'there is no drill "everything"'],
    [["drill", "cluster", "--port", "70000"], '"70000" is no port'],
    [["drill", "cluster", "--state", START], "holds no saved cluster"],
  ])("refuses %j", async (words, complaint) => {
    const { exitCode, stderr } = await pitcrew(words);

    expect(exitCode).toBe(2);
    expect(stderr).toContain(complaint);
  });
});

describe("pitcrew drill range", () => {
  test("starts an engine that works, and lets it be broken from another terminal", async () => {
    const cwd = await emptyFolder();
    const range = await startRange(cwd);
    const engine = range.exports.get("WORKFLOW_ENGINE_URL") ?? "";
    expect(await readFile(join(cwd, "connections.yaml"), "utf8")).toContain(`base_url: ${engine}`);
    const watched = await readFile(join(cwd, "watch/prometheus.yml"), "utf8");
    expect(watched).toContain(new URL(engine).host);
    expect(await readFile(join(cwd, "watch/rules.yml"), "utf8")).toContain('"for": "2s400ms"');
    expect((await fetch(`${engine}/health`)).ok).toBe(true);

    const at = range.exports.get("PITCREW_RANGE") ?? "";
    const broken = await pitcrew(["drill", "break", "lock-not-released", "--at", at]);

    expect(broken.exitCode).toBe(0);
    const workflow = /workflow_id=(\S+)/.exec(broken.stdout)?.[1];
    const trace = await fetch(`${engine}/api/v1/workflows/${workflow}/trace`);
    expect(await trace.json()).toMatchObject({ state: "pending" });
    expect(await range.stop()).toBe(0);
  });

  test("says in which ways it can be broken", async () => {
    const { stdout } = await pitcrew(["drill", "faults"]);

    expect(stdout).toMatch(/^no-workers {2}Every worker hangs.* Restart the workers\.$/m);
  });

  test.each([
    [["drill", "range", "--pace", "0"], '"0" is no pace'],
    [["drill", "break", "no-wrkers"], 'did you mean "no-workers"?'],
    [["drill", "break", "no-workers", "--at", "http://127.0.0.1:1"], "no range can be broken at"],
  ])("refuses %j", async (words, complaint) => {
    const { exitCode, stderr } = await pitcrew(words);

    expect(exitCode).toBeGreaterThan(0);
    expect(stderr).toContain(complaint);
  });
});

const PLAYBOOKS = new URL("../../playbooks", import.meta.url).pathname;

/** One that says how to reach it, in lines of a shell. */
async function startRange(cwd: string) {
  const words = [
    START,
    "drill",
    "range",
    "--port",
    "0",
    "--pace",
    "50",
    "--connections",
    "connections.yaml",
    "--prometheus",
    "watch",
    "--playbooks",
    PLAYBOOKS,
  ];
  const server = execa(process.execPath, words, { cwd, reject: false });
  onTestFinished(async () => {
    server.kill("SIGKILL");
    await server;
  });
  const exports = new Map<string, string>();
  const lines = server[Symbol.asyncIterator]();
  while (!exports.has("WORKFLOW_REDIS_URL")) {
    const { value, done } = await lines.next();
    if (done) throw new Error(`The range did not start: ${(await server).stderr}`);
    const [, name = "", said = ""] = /^export (\w+)=(.+)$/.exec(String(value)) ?? [];
    exports.set(name, said);
  }
  const stop = async () => {
    server.kill("SIGINT");
    return (await server).exitCode;
  };
  return { exports, stop };
}

async function startCluster(cwd: string, ...options: readonly string[]) {
  const words = [START, "drill", "cluster", ...options];
  const server = execa(process.execPath, words, { cwd, reject: false });
  onTestFinished(async () => {
    server.kill("SIGKILL");
    await server;
  });
  // To leave a loop over the lines would be to wait for the end of the process.
  const { value } = await server[Symbol.asyncIterator]().next();
  const kubeconfig = /^export KUBECONFIG=(.+)$/.exec(String(value))?.[1];
  if (kubeconfig === undefined) throw new Error(`The cluster did not start: ${String(value)}`);
  const stop = async () => {
    server.kill("SIGINT");
    return (await server).exitCode;
  };
  return { kubeconfig, stop };
}

function coreOf(kubeconfig: string): CoreV1Api {
  const config = new KubeConfig();
  config.loadFromFile(kubeconfig);
  return config.makeApiClient(CoreV1Api);
}
