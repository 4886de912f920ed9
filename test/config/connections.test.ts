import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  connectionOfType,
  type Connections,
  loadConnections,
  namesOfType,
} from "../../src/config/connections.ts";
import { render } from "../../src/document/render.ts";

const connections = await example();
let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "pitcrew-connections-"));
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

describe("loadConnections", () => {
  test("loads the example that the documentation shows, with one connection of each type", () => {
    const types = new Set(Object.values(connections.connections).map(({ type }) => type));

    expect([...types].toSorted()).toEqual([
      "alertmanager",
      "command",
      "http",
      "kubernetes",
      "loki",
      "postgres",
      "prometheus",
      "queue",
      "redis",
    ]);
  });

  test("fills in what is not said", () => {
    expect(connectionOfType(connections, "metrics")).toEqual({
      type: "prometheus",
      base_url: "https://prometheus.example.com",
      insecure: false,
      headers: {},
      allow_addresses: [],
      max_response_bytes: 1_048_576,
      timeouts: { connect: "3s", answer: "10s", total: "20s" },
    });
  });

  test("tells a file that is not there from one that is wrong", async () => {
    expect(await loadConnections(join(folder, "none.yaml"))).toEqual({ is: "absent" });
  });

  test("reports mistakes in the order of the file, each at its place", async () => {
    const shown = await refused(`format: 1
connections:
  a: { type: htp, base_url: https://x.example.com }
  b:
    type: http
    base_url: https://x.example.com
    idempotency_heder: Key
  c: { type: queue, redis: d }
`);

    expect(shown.map(({ line, column, code, fix }) => [line, column, code, fix])).toEqual([
      [3, 14, "E112", 'did you mean "http"?'],
      [7, 5, "E111", 'did you mean "idempotency_header"?'],
    ]);
  });

  test("reports contradictions once the form is right", async () => {
    const shown = await refused(`format: 1
connections:
  jobs: { type: queue, redis: jobs-redi }
  jobs-redis: { type: redis, url: env:JOBS_URL }
`);

    expect(shown).toMatchObject([
      { code: "E502", line: 3, column: 31, fix: 'did you mean "jobs-redis"?' },
    ]);
  });

  test("never shows a secret that somebody wrote into the file", async () => {
    const shown = await refused(`format: 1
connections:
  a:
    type: http
    base_url: https://x.example.com
    auth: { basic: { user: "hunter2-user", password: hunter2-a } }
    headers: { X-One: "Bearer hunter2-b", X-Two: ghp_hunter2c, Host: x }
    unknown: 1
  b: { type: postgres, url: "postgres://u:hunter2-d@db.example.com/x" }
`);
    const output = shown.map((finding) => render(finding)).join("\n");

    expect(shown.filter(({ code }) => code === "E502").map(({ line }) => line)).toEqual([
      6, 7, 7, 9,
    ]);
    expect(output).not.toMatch(/hunter2-[abd]|ghp_hunter2c/);
    expect(JSON.stringify(shown)).not.toMatch(/hunter2-[abd]|ghp_hunter2c/);
  });
});

describe("connectionOfType", () => {
  test("finds a connection of one of the types", () => {
    expect(connectionOfType(connections, "orders-api", ["http"])?.type).toBe("http");
    expect(connectionOfType(connections, "metrics", ["http", "prometheus"])?.type).toBe(
      "prometheus",
    );
  });

  test.each([
    ["orders-api", ["postgres"]],
    ["nothing", ["http"]],
    ["constructor", []],
  ])("finds no %s among %j", (name, types) => {
    expect(connectionOfType(connections, name, types)).toBeUndefined();
  });

  test("lists the names that could have been meant", () => {
    expect(namesOfType(connections, ["http"])).toEqual([
      "orders-api",
      "local-tools",
      "old-inventory",
    ]);
    expect(namesOfType(connections)).toHaveLength(11);
  });
});

async function refused(text: string) {
  const path = join(folder, `${Math.abs(hash(text))}.yaml`);
  await writeFile(path, text);
  const loaded = await loadConnections(path);
  if (loaded.is !== "refused") throw new Error(`not refused: ${loaded.is}`);
  return loaded.findings;
}

function hash(text: string): number {
  return Array.from(text).reduce((sum, character) => (sum * 31 + character.charCodeAt(0)) | 0, 7);
}

async function example(): Promise<Connections> {
  const loaded = await loadConnections(
    fileURLToPath(new URL("../fixtures/config/connections.yaml", import.meta.url)),
  );
  if (loaded.is !== "loaded") throw new Error(JSON.stringify(loaded));
  return loaded.value;
}
