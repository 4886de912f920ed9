import { describe, expect, onTestFinished, test, vi } from "vitest";
import { httpCallers } from "../../../src/cli/serve/http-callers.ts";
import { Connections } from "../../../src/config/connections.ts";
import type { HttpRequest } from "../../../src/ports/http-caller.ts";
import { answerJson, startCounterpart } from "../../integrations/http/counterpart.ts";

describe("the http connections of connections.yaml", () => {
  test("are called below their address, with their headers and secrets", async () => {
    const server = await startCounterpart(answerJson({ state: "stuck" }));
    setVariable("t0ken");
    const auth = { bearer: `env:${VARIABLE}` };
    const caller = httpCallers(() => listing({ base_url: `${server.url}/v1`, auth }))("engine");

    const answer = await caller.call({ ...GET, target: "/tasks/7" }, live());

    expect(answer).toEqual({ is: "answered", status: 200, body: { state: "stuck" } });
    expect(server.seen).toMatchObject([
      { method: "GET", url: "/v1/tasks/7", headers: { authorization: "Bearer t0ken" } },
    ]);
  });

  test("send the key along where the other side honours it, and say so", async () => {
    const server = await startCounterpart();
    const base_url = server.url;
    const keyed = httpCallers(() => listing({ base_url, idempotency_header: "X-Key" }))("engine");
    const plain = httpCallers(() => listing({ base_url }))("engine");

    for (const caller of [keyed, plain]) {
      await caller.call({ ...GET, method: "POST", key: "r-1/one" }, live());
    }

    expect([keyed.honoursKey, plain.honoursKey]).toEqual([true, false]);
    expect(server.seen.map(({ headers }) => headers["x-key"])).toEqual(["r-1/one", undefined]);
  });

  test("are those of the file as it is when they are called", async () => {
    const [old, renewed] = [await startCounterpart(), await startCounterpart()];
    let now = listing({ base_url: old.url });
    const callers = httpCallers(() => now);

    await callers("engine").call(GET, live());
    now = listing({ base_url: renewed.url });
    await callers("engine").call(GET, live());

    expect([old.seen.length, renewed.seen.length]).toEqual([1, 1]);
  });

  test("use a secret that was renewed for the next call of the same caller", async () => {
    const server = await startCounterpart();
    setVariable("old");
    const headers = { "x-token": `env:${VARIABLE}` };
    const caller = httpCallers(() => listing({ base_url: server.url, headers }))("engine");

    await caller.call(GET, live());
    setVariable("new");
    await caller.call(GET, live());

    expect(server.seen.map((seen) => seen.headers["x-token"])).toEqual(["old", "new"]);
  });

  test.each([
    ["a secret that is not there", { headers: { "x-token": "env:PITCREW_TEST_NOTHING" } }],
    ["a certificate that is not there", { certificate_authority: "file:/nowhere/ca.pem" }],
  ])("with %s send nothing, and can prove it", async (_, more) => {
    const server = await startCounterpart();
    const caller = httpCallers(() => listing({ base_url: server.url, ...more }))("engine");

    expect(await caller.call(GET, live())).toMatchObject({ is: "unreached", why: "not_ready" });
    expect(server.seen).toEqual([]);
  });

  test.each([
    ["that are not listed", "other", () => listing({ base_url: "https://engine.example" })],
    ["of another type", "prod", () => listing({ base_url: "https://engine.example" })],
    ["of no file at all", "engine", () => undefined],
  ])("%s cannot be called", async (_, name, current) => {
    const caller = httpCallers(current)(name);

    expect(caller.honoursKey).toBe(false);
    expect(await caller.call(GET, live())).toEqual({
      is: "unreached",
      why: "not_ready",
      detail: `connections.yaml has no http connection "${name}"`,
    });
  });
});

const GET: HttpRequest = { method: "GET", target: "/", headers: {} };

const VARIABLE = "PITCREW_TEST_SECRET";

function setVariable(value: string): void {
  vi.stubEnv(VARIABLE, value);
  onTestFinished(() => void vi.unstubAllEnvs());
}

function live(): AbortSignal {
  return new AbortController().signal;
}

function listing(http: object): Connections {
  const engine = { type: "http", allow_addresses: ["127.0.0.0/8"], ...http };
  const prod = { type: "kubernetes", context: "prod" };
  return Connections.parse({ format: 1, connections: { engine, prod } });
}
