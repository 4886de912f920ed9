import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { readdir, readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { Client } from "pg";
import { expect, onTestFinished, test, vi } from "vitest";
import { openRequest } from "../../src/cli/server/open-request.ts";
import { serverOf } from "../../src/cli/server/server.ts";
import { text } from "node:stream/consumers";
import type { Connection } from "../postgres/administer.ts";
import { freshDatabase } from "../postgres/server.ts";
import { emptyFolder, pitcrew } from "./pitcrew.ts";
import { servedProject, urlOf } from "./served-project.ts";

vi.setConfig({ testTimeout: 180_000 });

const random = (): string =>
  `${randomBytes(9).toString("base64")}"<&>/ é${randomBytes(3).toString("hex")}`;
const ascii = (): string => randomBytes(15).toString("base64url");

/** One of each kind that connections.yaml knows, and those of Pitcrew itself. */
const SECRETS = {
  bearer: ascii(),
  header: ascii(),
  password: random(),
  program: random(),
  unused: random(),
  redis: ascii(),
  webhook: ascii(),
  admin: ascii() + ascii(),
  key: [
    "-----BEGIN PRIVATE KEY-----",
    ...[1, 2, 3].map(() => randomBytes(33).toString("base64")),
    "-----END PRIVATE KEY-----",
  ].join("\n"),
} as const;

const ALL = Object.values(SECRETS).flatMap((secret) => [
  secret,
  ...secret.split("\n").filter((line) => secret.includes("\n") && !line.startsWith("-----")),
]);

/** Written by hand and not by the product, so that it is not judged by its own idea of them. */
function waysToShow(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  const inside = (before: number) =>
    Buffer.concat([Buffer.alloc(before, "x"), bytes])
      .toString("base64")
      .slice(before + 2, -4);
  return [
    secret,
    JSON.stringify(secret).slice(1, -1),
    JSON.stringify(JSON.stringify(secret)).slice(3, -3),
    encodeURIComponent(secret),
    bytes.toString("hex"),
    bytes.toString("hex").toUpperCase(),
    inside(0),
    inside(1),
    inside(2),
    inside(0).replaceAll("+", "-").replaceAll("/", "_"),
  ];
}

function everything(): Record<string, unknown> {
  const shown = ALL.map((secret) => ({
    raw: `it is ${secret} indeed`,
    inJson: JSON.stringify({ nested: JSON.stringify({ secret }) }),
    url: `https://x.example/?k=${encodeURIComponent(secret)}`,
    hex: Buffer.from(secret).toString("hex"),
    large: Buffer.from(secret).toString("hex").toUpperCase(),
    base64: [0, 1, 2].map((n) => Buffer.from(`${"u".repeat(n)}${secret}`).toString("base64")),
    base64url: Buffer.from(`a${secret}`).toString("base64url"),
    [secret]: "as a name",
  }));
  return { depth: 42, status: "healthy", shown, lines: SECRETS.key.split("\n") };
}

test("no secret reaches the database, the log, the API or a file, and outputs stay useful", async () => {
  const target = await startTarget();
  const folder = await emptyFolder();
  const database = await freshDatabase();
  const server = await servedProject(filesFor(target, folder), {
    DATABASE_URL: urlOf(database),
    PORT: "0",
    PITCREW_WEBHOOK_TOKEN: SECRETS.webhook,
    PITCREW_ADMIN_KEY: SECRETS.admin,
    C_BEARER: SECRETS.bearer,
    C_HEADER: SECRETS.header,
    C_PASSWORD: SECRETS.password,
    C_PROGRAM: SECRETS.program,
    C_UNUSED: SECRETS.unused,
    C_KEY: SECRETS.key,
    C_REDIS: `redis://default:${SECRETS.redis}@127.0.0.1:1/0`,
  });
  const lines = await server.linesUntil("listening at http");
  const http = lines.at(-1)?.replace("listening at ", "") ?? "";

  const run = await server.start("leaky", { note: `see ${SECRETS.unused} and ${SECRETS.bearer}` });
  await until(async () => (await show(run, server.at)).includes("42"));
  await until(async () => {
    const said = ["answer", run, `use ${SECRETS.program}`, "--step", "tell"];
    return (await pitcrew(said, server.at)).exitCode === 0;
  });
  await pitcrew(["watch", run], server.at);
  await alertAt(`${http}/webhooks/alertmanager/default`);

  const told = await Promise.all([
    show(run, server.at),
    pitcrew(["logs", run, "--json"], server.at),
    pitcrew(["evidence", run], server.at),
    pitcrew(["audit", "export"], server.at),
    pitcrew(["plan", "leaky", `note=${SECRETS.password}`], server.at),
    pitcrew(["runs", "--json"], server.at),
    ask(`/v1/runs?playbook=${encodeURIComponent(SECRETS.unused)}`, server.path(".pitcrew")),
    ask(`/${encodeURIComponent(SECRETS.header)}`, server.path(".pitcrew")),
    ask("/metrics", server.path(".pitcrew")),
  ]);
  await server.stop("SIGTERM");

  const sinks = {
    database: await dump(database),
    log: server.stderr(),
    output: lines.join("\n"),
    told: JSON.stringify(told),
    anchor: await readFile(join(folder, "anchor.jsonl"), "utf8"),
    files: await filesBelow(server.path(".pitcrew")),
  };
  for (const [sink, held] of Object.entries(sinks)) {
    const lines = held.split("\n");
    const ways = ALL.flatMap(waysToShow);
    const found = lines.filter((line) => ways.some((way) => line.includes(way)));
    expect({ sink, found }).toEqual({ sink, found: [] });
  }
  expect(sinks.database).toContain("healthy");
  expect(sinks.database).toContain("[secret]");
  expect(sinks.database).toContain("CanaryDown");
  expect(told[0]).toContain("42");
  expect(sinks.output).toContain("E361");
  expect(sinks.log).toContain('"level":"info"');
});

function filesFor(target: string, folder: string): Readonly<Record<string, string>> {
  return {
    "playbooks/leaky.yaml": LEAKY,
    "playbooks/literal.yaml": LEAKY.replace("name: leaky", "name: literal")
      .replace("CanaryDown", "OtherDown")
      .replace("Looks everywhere", JSON.stringify(`Looks for ${SECRETS.password}`)),
    "pitcrew.yaml": `format: 1\naudit: { anchors: [{ file: ${folder}/anchor.jsonl }] }\n`,
    "connections.yaml": `format: 1
connections:
  target:
    type: http
    base_url: ${target}
    allow_addresses: [127.0.0.1]
    auth: { bearer: env:C_BEARER }
    headers: { X-Api-Key: env:C_HEADER }
  guarded:
    type: http
    base_url: ${target}
    allow_addresses: [127.0.0.1]
    auth: { basic: { user: pitcrew, password: env:C_PASSWORD } }
    headers: { X-Other: env:C_UNUSED }
  cache:
    type: redis
    url: env:C_REDIS
  tools:
    type: command
    programs:
      env: { path: /usr/bin/env, reads: true, environment: { TOKEN: env:C_PROGRAM, KEY: env:C_KEY } }
`,
  };
}

const LEAKY = `format: 1
name: leaky
version: 1.0.0
owner: team-shop
severity: low
summary: Looks everywhere
match: { alert: CanaryDown }
params: { note: { type: text, default: "none" } }
steps:
  - id: look
    kind: http.get
    with: { connection: target, path: /look }
  - id: guarded
    kind: http.get
    with: { connection: guarded, path: /look }
  - id: broken
    kind: http.get
    with: { connection: guarded, path: /broken }
    on_failure: continue
  - id: garbage
    kind: http.get
    with: { connection: target, path: /garbage }
    on_failure: continue
  - id: cache
    kind: redis.stats
    with: { connection: cache }
    on_failure: continue
  - id: env
    kind: command.read
    with: { connection: tools, program: env }
  - id: tell
    kind: ask
    with: { question: "Depth \${{ steps.look.outputs.body.depth }}, \${{ params.note }}, \${{ steps.env.outputs.stdout }}?", of: [team-shop] }
  - id: done
    kind: stop
    with: { outcome: nothing_to_do, reason: "\${{ params.note }}: \${{ steps.tell.outputs.answer }}" }
`;

async function startTarget(): Promise<string> {
  const server = createServer((request, response) => {
    const { authorization } = request.headers;
    const status = request.url === "/broken" ? 400 : 200;
    response.writeHead(status, { "content-type": "application/json" });
    const body = JSON.stringify({ ...everything(), authorization, headers: request.headers });
    response.end(request.url === "/garbage" ? body.slice(0, -5) : body);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(async () => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function alertAt(url: string): Promise<void> {
  const alert = {
    status: "firing",
    labels: { alertname: "CanaryDown", token: SECRETS.redis, pass: SECRETS.password },
    annotations: {
      summary: `key ${Buffer.from(SECRETS.program).toString("base64")}`,
      runbook: `https://x.example/?t=${encodeURIComponent(SECRETS.webhook)}`,
      key: SECRETS.key,
    },
    startsAt: new Date().toISOString(),
    endsAt: "0001-01-01T00:00:00Z",
    generatorURL: `http://prom.example/?k=${SECRETS.bearer}`,
    fingerprint: "c0ffee0123456789",
  };
  const group = {
    version: "4",
    groupKey: `{}:{token="${SECRETS.redis}"}`,
    truncatedAlerts: 0,
    status: "firing",
    receiver: "pitcrew",
    groupLabels: { alertname: "CanaryDown" },
    commonLabels: alert.labels,
    commonAnnotations: alert.annotations,
    externalURL: "http://alertmanager.example",
    alerts: [alert],
  };
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${SECRETS.webhook}` },
    body: JSON.stringify(group),
  });
  expect(response.status).toBe(200);
}

async function show(run: string, at: object): Promise<string> {
  return (await pitcrew(["show", run, "--json"], at)).stdout;
}

async function ask(path: string, dataDir: string): Promise<string> {
  const response = await openRequest(serverOf({ dataDir }), { method: "GET", path });
  return response === undefined ? "" : text(response);
}

/** Every row of every table, as text. */
async function dump(database: Connection): Promise<string> {
  const client = new Client({ ...database });
  await client.connect();
  try {
    const tables = await client.query<{ readonly name: string }>(
      "select table_name as name from information_schema.tables where table_schema = 'public'",
    );
    const texts: string[] = [];
    for (const { name } of tables.rows) {
      const { rows } = await client.query(`select row_to_json(t)::text as row from ${name} t`);
      texts.push(...rows.map(({ row }) => `${name} ${String(row)}`));
    }
    return texts.join("\n");
  } finally {
    await client.end();
  }
}

async function filesBelow(folder: string): Promise<string> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = found.filter((entry) => entry.isFile());
  return (
    await Promise.all(
      files.map(({ parentPath, name }) => readFile(join(parentPath, name), "latin1")),
    )
  ).join("\n");
}

/** Asks a process that can only be asked. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo()));
}
