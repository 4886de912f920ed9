import { readFile } from "node:fs/promises";
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
