import { Hono } from "hono";
import { describe, expect, onTestFinished, test } from "vitest";
import type { Actor } from "../../../src/access/actor.ts";
import { answerOnce } from "../../../src/intake/api/answer-once.ts";
import { openAnswers } from "../../../src/integrations/postgres/access/open-answers.ts";
import { administer } from "../../postgres/administer.ts";
import { freshDatabase } from "../../postgres/server.ts";

const ANN: Actor = { id: "ann", person: "ann", surface: "api", scope: null };

describe("a request with an Idempotency-Key", () => {
  test("is carried out once, and answered the same as often as it comes", async () => {
    const { ask, done } = await served();

    const first = await ask("k1", "stop");
    const second = await ask("k1", "stop");

    expect(done).toEqual(["stop"]);
    expect(second).toEqual({ ...first, replayed: "true" });
    expect(second).toMatchObject({ status: 201, body: "did stop" });
  });

  test("is refused when the key stands for something else already", async () => {
    const { ask, done } = await served();
    await ask("k1", "stop");

    expect(await ask("k1", "undo")).toMatchObject({ status: 422 });
    expect(done).toEqual(["stop"]);
  });

  test("is another one when somebody else sends it", async () => {
    const { ask, done } = await served();

    await ask("k1", "stop");
    await ask("k1", "stop", { ...ANN, id: "ben" });

    expect(done).toEqual(["stop", "stop"]);
  });

  test("that breaks off is carried out when it comes again", async () => {
    const { ask, done, breakNext } = await served();

    breakNext();
    expect(await ask("k1", "stop")).toMatchObject({ status: 500 });

    expect(await ask("k1", "stop")).toMatchObject({ status: 201 });
    expect(done).toEqual(["stop", "stop"]);
  });

  test("that is answered with a fault of ours is carried out when it comes again", async () => {
    const { ask, done, failNext } = await served();

    failNext();
    expect(await ask("k1", "stop")).toMatchObject({ status: 503 });

    expect(await ask("k1", "stop")).toMatchObject({ status: 201 });
    expect(done).toEqual(["stop", "stop"]);
  });

  test("waits for nobody: while it is carried out, the same again is told so", async () => {
    const { ask, hold } = await served();

    const letGo = hold();
    const first = ask("k1", "stop");
    await letGo.begun;
    expect(await ask("k1", "stop")).toMatchObject({ status: 409 });
    letGo.end();

    expect(await first).toMatchObject({ status: 201 });
    expect(await ask("k1", "stop")).toMatchObject({ status: 201, replayed: "true" });
  });

  test("is carried out again a day later, and a minute after whoever did it has died", async () => {
    const { ask, done, age, forgetAnswers } = await served();
    await ask("k1", "stop");

    await age("23 hours");
    await ask("k1", "stop");
    expect(done).toHaveLength(1);
    await age("1 hour");
    await ask("k1", "stop");
    expect(done).toHaveLength(2);

    await forgetAnswers();
    expect(await ask("k1", "stop")).toMatchObject({ status: 409 });
    await age("1 minute");
    expect(await ask("k1", "stop")).toMatchObject({ status: 201 });
  });

  test("is refused with a key of another form", async () => {
    const { ask, done } = await served();

    for (const key of ["", "a b", "x".repeat(201)]) {
      expect(await ask(key, "stop")).toMatchObject({ status: 400 });
    }
    expect(done).toEqual([]);
  });
});

/** An address that does what the body says. */
async function served() {
  const address = await freshDatabase();
  const { answers, close } = openAnswers(address, () => undefined);
  onTestFinished(close);
  const done: string[] = [];
  let isBroken = false;
  let isFailing = false;
  let onBegun = (): void => undefined;
  let held = Promise.resolve();
  let actor = ANN;
  const app = new Hono().post("/", (context) =>
    answerOnce(context, actor, answers, async () => {
      const body = await context.req.text();
      done.push(body);
      onBegun();
      await held;
      if (isFailing) {
        isFailing = false;
        return context.text("not now", 503);
      }
      if (!isBroken) return context.text(`did ${body}`, 201);
      isBroken = false;
      throw new Error("it breaks");
    }),
  );
  app.onError((_, context) => context.text("no", 500));

  async function ask(key: string, body: string, who = ANN) {
    actor = who;
    const headers = { "idempotency-key": key };
    const response = await app.request("/", { method: "POST", body, headers });
    const replayed = response.headers.get("idempotency-replayed");
    return { status: response.status, body: await response.text(), replayed };
  }

  return {
    ask,
    done,
    failNext: () => {
      isFailing = true;
    },
    breakNext: () => {
      isBroken = true;
    },
    hold: () => {
      const { promise: begun, resolve } = Promise.withResolvers<void>();
      const { promise, resolve: end } = Promise.withResolvers<void>();
      onBegun = resolve;
      held = promise;
      return { begun, end };
    },
    age: (by: string) =>
      administer(address, `update answers set asked_at = asked_at - interval '${by}'`),
    forgetAnswers: () =>
      administer(address, "update answers set status = null, type = null, body = null"),
  };
}
