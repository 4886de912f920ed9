import { randomUUID } from "node:crypto";
import process from "node:process";
import { createInterface } from "node:readline";
import { execa } from "execa";
import type { z } from "zod";
import { askServer } from "../../../src/cli/server/ask-server.ts";
import { openRequest, type Request } from "../../../src/cli/server/open-request.ts";
import { serverOf } from "../../../src/cli/server/server.ts";
import { RunView } from "../../../src/intake/api/views/run-view.ts";
import type { Project } from "./open-project.ts";

const START = new URL("../../../src/cli/start.mjs", import.meta.url).pathname;

export type Service = Awaited<ReturnType<typeof openService>>;

/** `pitcrew serve` as a process of its own, with a database of its own, from when it is ready. */
export async function openService({ cwd, dataDir }: Project) {
  const env = { DATABASE_URL: "", REDIS_URL: "" };
  const began = performance.now();
  const child = execa(process.execPath, [START, "serve"], {
    cwd,
    env,
    reject: false,
    buffer: false,
  });
  const { pid } = child;
  if (pid === undefined) throw new Error("The service has no process");
  let complaints = "";
  child.stderr.on("data", (part: Buffer) => (complaints += part.toString()));
  const server = serverOf({ dataDir });
  const loadedMs = await new Promise<number>((resolve, reject) => {
    let loaded = Number.NaN;
    const lines = createInterface({ input: child.stdout });
    lines.on("line", (line) => {
      if (line.includes(" ready, ")) loaded = performance.now() - began;
      if (line.startsWith("listening at ")) resolve(loaded);
    });
    lines.on("close", () => reject(new Error(`The service has ended: ${complaints}`)));
  });
  const readiness = await openRequest(server, { method: "GET", path: "/readyz" });
  const readyMs = performance.now() - began;
  readiness?.resume();
  if (readiness?.statusCode !== 200) throw new Error(`Not ready: ${readiness?.statusCode}`);

  async function ask<Value>(request: Request, schema: z.ZodType<Value>): Promise<Value> {
    const reply = await askServer(server, request, schema);
    if (reply.is !== "answered") throw new Error(`${request.path}: ${JSON.stringify(reply)}`);
    return reply.value;
  }

  return {
    pid,
    /** From the start of its process until it had read its playbooks. */
    loadedMs,
    /** From the start of its process until it said that it is ready. */
    readyMs,
    ask,
    start: async (playbook: string, params: object = {}): Promise<string> => {
      const body = { id: randomUUID(), playbook, params };
      return (await ask({ method: "POST", path: "/v1/runs", body }, RunView)).id;
    },
    stop: async () => {
      child.kill("SIGTERM");
      await child;
    },
  };
}
