import { describe, expect, test } from "vitest";
import { urlOf, servedProject as serve } from "./served-project.ts";
import { pitcrew } from "./pitcrew.ts";
import { freshDatabase } from "../postgres/server.ts";
import { playbookText } from "./project.ts";

const FILES = { "playbooks/north.yaml": playbookText("north") };

describe("a server that is reached over HTTP", () => {
  test("answers a command with a key as it answers one at its socket, as far as the key goes", async () => {
    const server = await serve(FILES);
    const url = await httpOf(server);
    const made = await pitcrew(["keys", "create", "ci", "--roles", "responder"], server.at);
    expect(made.stdout).toMatch(/^pk_[0-9a-f]{12}_[A-Za-z0-9_-]{43}$/);
    expect(made.stderr).toContain("It is not shown again. It allows responder, until ");
    const away = { env: { PITCREW_URL: url, PITCREW_KEY: made.stdout } };

    const run = await pitcrew(["run", "north", "shop=lyon"], away);
    expect(run).toMatchObject({ exitCode: 0 });
    expect(run.stdout).toContain("Shop lyon fills its carts");
    const events = await pitcrew(["logs", idIn(run.stdout), "--json"], away);
    expect(JSON.parse(events.stdout)).toMatchObject({
      events: expect.arrayContaining([
        expect.objectContaining({ actor: "key:ci", surface: "api" }),
      ]),
    });

    const headers = { authorization: `Bearer ${made.stdout}` };
    const workers = await (await fetch(`${url}/v1/workers`, { headers })).json();
    expect(workers).toMatchObject({ workers: [{ state: "live", runs: [] }] });
    const refused = await pitcrew(["keys", "create", "more"], away);
    expect(refused.exitCode).toBe(2);
    expect(refused.stderr).toContain("E402 key:ci must be admin for this (administer)");
    expect(refused.stderr).toContain("the key allows responder");
  });

  test("shows keys without what would let anybody use them, and refuses one that was revoked", async () => {
    const server = await serve(FILES);
    const url = await httpOf(server);
    const { stdout: key } = await pitcrew(["keys", "create", "ci"], server.at);
    const away = { env: { PITCREW_URL: url, PITCREW_KEY: key } };
    expect((await pitcrew(["runs"], away)).exitCode).toBe(0);

    const rotated = await pitcrew(["keys", "rotate", "ci", "--keep-old", "0s"], server.at);
    expect((await pitcrew(["runs"], away)).stderr).toContain("E406 There is no such key");
    const anew = { env: { PITCREW_URL: url, PITCREW_KEY: rotated.stdout } };
    expect((await pitcrew(["runs"], anew)).exitCode).toBe(0);

    const listed = await pitcrew(["keys", "list"], server.at);
    expect(listed.stdout).toContain(`ci  ${key.slice(0, 16)}…  machine  viewer`);
    expect(listed.stdout).not.toContain(key.slice(16));
    expect(listed.stdout).not.toContain(rotated.stdout.slice(16));

    expect((await pitcrew(["keys", "revoke", "ci"], server.at)).exitCode).toBe(0);
    expect((await pitcrew(["runs"], anew)).stderr).toContain('E408 The key "ci" was revoked');
  });

  test("takes the key of the environment for a first key, and no weak one", async () => {
    const admin = "x".repeat(32);
    const env = { DATABASE_URL: urlOf(await freshDatabase()), PITCREW_ADMIN_KEY: admin };
    const server = await serve(FILES, env);
    const url = await httpOf(server);

    const away = { env: { PITCREW_URL: url, PITCREW_KEY: admin } };
    expect((await pitcrew(["keys", "create", "ci"], away)).exitCode).toBe(0);
    await server.stop("SIGTERM");

    const weak = await pitcrew(["serve"], {
      ...server.at,
      env: { ...env, PITCREW_ADMIN_KEY: "x" },
    });
    expect(weak.exitCode).toBe(2);
    expect(weak.stderr).toContain("E412");
  });

  test("says that it is not there as one at a socket does", async () => {
    const away = { env: { PITCREW_URL: "http://127.0.0.1:1", PITCREW_KEY: "pk_x" } };

    const { exitCode, stderr } = await pitcrew(["runs"], away);

    expect(exitCode).toBe(9);
    expect(stderr).toContain("E520 no Pitcrew answers at http://127.0.0.1:1");
    const none = await pitcrew(["runs"], { env: { PITCREW_URL: "pitcrew.example.com" } });
    expect(none.exitCode).toBe(9);
  });

  test("serves figures on a port of their own where that is wished, and then nowhere else", async () => {
    const env = { DATABASE_URL: urlOf(await freshDatabase()), METRICS_PORT: "0" };
    const server = await serve(FILES, env);
    const url = await httpOf(server);
    const [line = ""] = (await server.linesUntil("/metrics")).slice(-1);
    const metrics = line.slice("listening at ".length);

    expect(await (await fetch(metrics)).text()).toContain("pitcrew_");
    expect((await fetch(new URL("/v1/runs", metrics))).status).toBe(400);
    expect((await fetch(`${url}/metrics`)).status).toBe(401);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
  });

  test("refuses to start where it cannot listen", async () => {
    const server = await serve(FILES);
    const port = new URL(await httpOf(server)).port;
    const env = {
      DATABASE_URL: urlOf(await freshDatabase()),
      PORT: port,
      PITCREW_DATA_DIR: "other",
    };

    const second = await pitcrew(["serve"], { ...server.at, env });
    expect(second.exitCode).toBe(2);
    expect(second.stderr).toContain(`E403 Pitcrew cannot listen at 127.0.0.1:${port}: EADDRINUSE`);

    const wrong = await pitcrew(["serve"], { ...server.at, env: { ...env, PORT: "http" } });
    expect(wrong.stderr).toContain("E403 PORT is not a port");
  });
});

async function httpOf(server: Awaited<ReturnType<typeof serve>>): Promise<string> {
  const [line = ""] = (await server.linesUntil("listening at http")).slice(-1);
  return line.slice("listening at ".length);
}

function idIn(text: string): string {
  return /[0-9a-f-]{36}/.exec(text)?.[0] ?? "";
}
