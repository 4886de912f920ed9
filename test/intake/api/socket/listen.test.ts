import { once } from "node:events";
import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Hono } from "hono";
import { describe, expect, onTestFinished, test } from "vitest";
import { isAnswering } from "../../../../src/intake/api/socket/is-answering.ts";
import { listen } from "../../../../src/intake/api/socket/listen.ts";
import { socketFolder, socketPath } from "../../../../src/intake/api/socket/socket-path.ts";

describe("the API's socket", () => {
  test("is closed to everybody else, and so is its folder", async () => {
    const { dataDir, path } = await served();

    expect((await stat(socketFolder(dataDir))).mode & 0o777).toBe(0o700);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  test("refuses a second server on the same folder, and leaves the first alone", async () => {
    const { dataDir, path } = await served();

    const second = await listen(new Hono(), dataDir);

    expect(second).toMatchObject({ ok: false, refusal: { code: "E510" } });
    expect(await isAnswering(path)).toBe(true);
  });

  test("replaces what a server that was killed has left behind", async () => {
    const { dataDir, close } = await served();
    await close();
    await leaveStaleSocket(socketPath(dataDir));

    const { path } = await served(dataDir);

    expect(await isAnswering(path)).toBe(true);
  });

  test("is gone once the server has closed", async () => {
    const { path, close } = await served();

    await close();

    expect(await isAnswering(path)).toBe(false);
  });

  test("refuses a path that the system would cut", async () => {
    const refused = await listen(new Hono(), join(await folder(), "deep".repeat(40)));

    expect(refused).toMatchObject({ ok: false, refusal: { code: "E515" } });
  });
});

async function served(dataDir?: string) {
  const place = dataDir ?? (await folder());
  const listening = await listen(new Hono(), place);
  if (!listening.ok) throw new Error(listening.refusal.message);
  const { path, close } = listening.value;
  let isClosed = false;
  const closeOnce = async () => {
    if (!isClosed) await close();
    isClosed = true;
  };
  onTestFinished(closeOnce);
  return { dataDir: place, path, close: closeOnce };
}

async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), "pitcrew-test-"));
  onTestFinished(() => rm(made, { recursive: true }));
  return made;
}

/** A file at which nobody listens any more. */
async function leaveStaleSocket(path: string): Promise<void> {
  const server = createServer().listen(path);
  await once(server, "listening");
  server.close();
  await writeFile(path, "");
}
