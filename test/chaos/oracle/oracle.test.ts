import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { readLog } from "./read-log.ts";
import { sendEffect } from "./send-effect.ts";
import { startOracle } from "./start-oracle.ts";

describe("the oracle process", () => {
  test("has an effect in its log by the time it answers, whatever happens to it then", async () => {
    const log = await freshLog();
    const oracle = await start(log);

    const answer = await sendEffect(oracle.url);
    await oracle.kill();

    expect(answer).toEqual({ status: 200, body: { effect: 1 } });
    expect((await readLog(log)).arrivals).toMatchObject([
      { number: 1, target: "shop/cart", was: "applied", run: "r-1", step: "restart" },
    ]);
  });

  test("knows after a restart which keys it has applied", async () => {
    const log = await freshLog();
    const first = await start(log);
    await sendEffect(first.url);
    await first.kill();

    const second = await start(log, first.port);
    const answer = await sendEffect(second.url, { attempt: 2 });

    expect(answer).toEqual({ status: 200, body: { effect: 1 } });
    expect((await readLog(log)).arrivals).toMatchObject([
      { number: 1, attempt: 1, was: "applied" },
      { number: 2, attempt: 2, was: "repeated" },
    ]);
  });

  test("takes its instructions while it runs", async () => {
    const log = await freshLog();
    const oracle = await start(log);

    await oracle.setScript("shop/cart", { next: [{ is: "refuse" }, { is: "apply_and_cut" }] });

    expect(await sendEffect(oracle.url)).toMatchObject({ status: 409 });
    await expect(sendEffect(oracle.url)).rejects.toThrow("fetch failed");
    expect(await sendEffect(oracle.url)).toEqual({ status: 200, body: { effect: 1 } });
    expect((await readLog(log)).arrivals).toMatchObject([
      { was: "applied", answer: "nothing" },
      { was: "repeated", answer: "success" },
    ]);
  });
});

async function freshLog(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "pitcrew-oracle-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return join(folder, "effects.jsonl");
}

async function start(log: string, port?: number): ReturnType<typeof startOracle> {
  const oracle = await startOracle(log, port);
  onTestFinished(oracle.kill);
  return oracle;
}
