import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { describe, expect, onTestFinished, test } from "vitest";
import { digestOf } from "../../../src/engine/worker/intent.ts";
import { fakeClock } from "../fake-clock.ts";
import { lookAtOracle } from "./ask-oracle.ts";
import { makeApply } from "./apply.ts";
import type { Arrival } from "./arrival.ts";
import { rememberAll } from "./memory.ts";
import { createOracle } from "./server.ts";
import { sendEffect } from "./send-effect.ts";

const COMPLETE = {
  "attempt-key": "k",
  "effect-run": "r",
  "effect-step": "s",
  "effect-attempt": "1",
};

describe("a request for an effect", () => {
  test("is on record as it arrived", async () => {
    const { url, arrivals, clock } = await openOracle();

    await sendEffect(url, { target: "k8s/prod/deployment/cart", attempt: 3, isKeyed: false });

    expect(arrivals).toMatchObject([
      {
        number: 1,
        target: "k8s/prod/deployment/cart",
        was: "applied",
        key: "r-1/restart/0/run",
        isKeyed: false,
        run: "r-1",
        step: "restart",
        attempt: 3,
        started: clock.now(),
        ended: clock.now(),
        answer: "success",
      },
    ]);
  });

  test("has the digest that the engine commits to, however its body is laid out", async () => {
    const { url, arrivals } = await openOracle();
    const effect = { kind: "test.fire", with: { to: 5, target: "one" }, key: "r-1/fire/0/run" };
    const place = { is: "perform", step: "fire", item: 0, phase: "run", attempt: 1 } as const;

    await sendEffect(url, {
      body: JSON.stringify({ undoes: null, awaits: null, ...effect }, null, 2),
    });

    expect(arrivals[0]?.digest).toBe(digestOf({ ...effect, ...place, until: 0 }));
  });

  test("takes effect once under a key that is honoured, and is answered the same", async () => {
    const { url, arrivals } = await openOracle();

    const answers = await Promise.all([sendEffect(url), sendEffect(url), sendEffect(url)]);

    expect(answers).toEqual(Array(3).fill({ status: 200, body: { effect: 1 } }));
    expect(arrivals.map(({ was }) => was)).toEqual(["applied", "repeated", "repeated"]);
  });

  test("takes effect under the same key at another target", async () => {
    const { url, arrivals } = await openOracle();

    await sendEffect(url, { target: "shop/cart" });
    await sendEffect(url, { target: "shop/checkout" });

    expect(arrivals.map(({ was }) => was)).toEqual(["applied", "applied"]);
  });

  test("takes effect each time where no key is honoured", async () => {
    const { url, arrivals } = await openOracle();

    await sendEffect(url, { isKeyed: false });
    await sendEffect(url, { isKeyed: false });

    expect(arrivals.map(({ was }) => was)).toEqual(["applied", "applied"]);
  });

  test("takes effect where no key is honoured, whoever has used that key elsewhere", async () => {
    const { url, arrivals } = await openOracle();

    await sendEffect(url, { isKeyed: true });
    await sendEffect(url, { isKeyed: false });

    expect(arrivals.map(({ was }) => was)).toEqual(["applied", "applied"]);
  });

  test.each([
    ["a header", { "effect-run": "r-1" }, "{}", "effect-step"],
    ["both keys", { ...COMPLETE, "idempotency-key": "k" }, "{}", "send one of"],
    ["a readable body", COMPLETE, "{", "SyntaxError"],
    ["a known mode", { ...COMPLETE, "oracle-mode": '{"is":"explode"}' }, "{}", "oracle-mode"],
  ])("without %s in order is not understood", async (_what, headers, body, because) => {
    const { url, arrivals } = await openOracle();

    const answer = await fetch(`${url}/effects/one`, { method: "POST", headers, body });

    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain(because);
    expect(arrivals).toEqual([]);
  });
});

describe("a mode", () => {
  test.each([
    [{ is: "refuse" }, 409],
    [{ is: "fail", status: 503 }, 503],
  ] as const)("%j leaves no trace", async (mode, status) => {
    const { url, arrivals } = await openOracle();

    expect(await sendEffect(url, { mode })).toMatchObject({ status });
    expect(arrivals).toEqual([]);
  });

  test("apply_and_fail has taken effect", async () => {
    const { url, arrivals } = await openOracle();

    const answer = await sendEffect(url, { mode: { is: "apply_and_fail", status: 500 } });

    expect(answer).toMatchObject({ status: 500 });
    expect(arrivals).toMatchObject([{ was: "applied", answer: "error" }]);
  });

  test("apply_and_cut has taken effect", async () => {
    const { url, arrivals } = await openOracle();

    const sent = sendEffect(url, { mode: { is: "apply_and_cut" } });

    await expect(sent).rejects.toThrow("fetch failed");
    expect(arrivals).toMatchObject([{ was: "applied", answer: "nothing" }]);
  });

  test("answer_late has taken effect long before it is answered", async () => {
    const { url, arrivals, clock, nextWait, pass } = await openOracle();
    const waits = nextWait();

    const sent = sendEffect(url, { mode: { is: "answer_late", ms: 5_000 } });
    await waits;
    expect(arrivals).toMatchObject([{ started: clock.now(), ended: clock.now() }]);
    pass(5_000);

    expect(await sent).toMatchObject({ status: 200 });
  });

  test("take_long takes effect only at its end", async () => {
    const { url, arrivals, clock, nextWait, pass } = await openOracle();
    const waits = nextWait();

    const sent = sendEffect(url, { mode: { is: "take_long", ms: 5_000 } });
    await waits;
    expect(arrivals).toEqual([]);
    const place = { url, target: "shop/cart", key: "r-1/restart/0/run" };
    expect(await lookAtOracle(place)).toEqual({ effects: 0, effect: 0, isUnderWay: true });
    pass(5_000);

    expect(await sent).toMatchObject({ status: 200 });
    expect(await lookAtOracle(place)).toEqual({ effects: 1, effect: 1, isUnderWay: false });
    expect(arrivals).toMatchObject([{ started: clock.now() - 5_000, ended: clock.now() }]);
  });

  test("of a script counts for one request each, and the last one for all that follow", async () => {
    const { url } = await openOracle();
    const script = { next: [{ is: "refuse" }], then: { is: "fail" } };
    const body = JSON.stringify(script);

    await fetch(`${url}/scripts/shop/cart`, { method: "PUT", body });

    const statuses = [];
    for (const target of ["shop/cart", "shop/cart", "shop/cart", "shop/checkout"]) {
      statuses.push((await sendEffect(url, { target })).status);
    }
    expect(statuses).toEqual([409, 503, 503, 200]);
  });

  test("that nobody knows is not taken into a script", async () => {
    const { url } = await openOracle();

    const body = JSON.stringify({ then: { is: "explode" } });
    const answer = await fetch(`${url}/scripts/shop/cart`, { method: "PUT", body });

    expect(answer.status).toBe(400);
  });
});

async function openOracle() {
  const arrivals: Arrival[] = [];
  const time = fakeClock();
  const log = {
    append: async (arrival: Omit<Arrival, "number">) => {
      const numbered = { number: arrivals.length + 1, ...arrival };
      arrivals.push(numbered);
      return numbered;
    },
  };
  const memory = rememberAll([]);
  const apply = makeApply({ log, memory, clock: time.clock }, []);
  const server = createOracle({ apply, look: memory.look }, (error) => {
    throw error;
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo; // a listening TCP server has no other form
  return { url: `http://127.0.0.1:${port}`, arrivals, ...time };
}
