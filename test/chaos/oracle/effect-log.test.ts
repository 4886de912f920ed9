import { appendFile, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { keepLog, openEffectLog, type NewArrival, type OpenedLog } from "./effect-log.ts";
import { readLog } from "./read-log.ts";

const EFFECT: NewArrival = {
  target: "shop/cart",
  was: "applied",
  key: "r-1/restart/0/run",
  isKeyed: true,
  run: "r-1",
  step: "restart",
  attempt: 1,
  digest: "sha256:5f",
  started: 1,
  ended: 2,
  answer: "success",
};

describe("the log of effects", () => {
  test("has each line on the disk before it says so, one after the other", async () => {
    const done: string[] = [];
    const file = {
      appendFile: async () => void done.push("write"),
      sync: async () => void done.push("sync"),
    };
    const log = keepLog(file, 0);

    await Promise.all([
      log.append(EFFECT).then(() => done.push("said first")),
      log.append(EFFECT).then(() => done.push("said second")),
    ]);

    expect(done.filter((what) => !what.startsWith("said"))).toEqual(
      Array(2).fill(["write", "sync"]).flat(),
    );
    expect(done.indexOf("said first")).toBeGreaterThan(done.indexOf("sync"));
    expect(done.indexOf("said second")).toBeGreaterThan(done.lastIndexOf("sync"));
  });

  test("never says that a line is kept when the disk refused it", async () => {
    const full = new Error("no space left");
    const file = { appendFile: async () => undefined, sync: () => Promise.reject(full) };

    await expect(keepLog(file, 0).append(EFFECT)).rejects.toBe(full);
  });

  test("goes on counting where it was left", async () => {
    const path = await freshPath();
    const first = await openLog(path);
    await first.log.append(EFFECT);

    const second = await openLog(path);
    await second.log.append(EFFECT);

    expect(second.earlier).toEqual([{ number: 1, ...EFFECT }]);
    expect((await readLog(path)).arrivals.map(({ number }) => number)).toEqual([1, 2]);
  });

  test("leaves out a line that was cut off, and writes the next one whole", async () => {
    const path = await freshPath();
    const first = await openLog(path);
    await first.log.append({ ...EFFECT, target: "shop/käse" });
    await appendFile(path, '{"number":2,"targ');

    const second = await openLog(path);
    await second.log.append(EFFECT);

    expect((await readLog(path)).arrivals.map(({ number }) => number)).toEqual([1, 2]);
  });

  test("is not read at all when a whole line of it makes no sense", async () => {
    const path = await freshPath();
    await writeFile(path, '{"number":1}\n');

    await expect(readLog(path)).rejects.toThrow("target");
  });
});

async function openLog(path: string): Promise<OpenedLog> {
  const opened = await openEffectLog(path);
  onTestFinished(opened.close);
  return opened;
}

async function freshPath(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "pitcrew-log-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return join(folder, "effects.jsonl");
}
