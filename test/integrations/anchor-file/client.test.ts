import { appendFile, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { fileAnchor, lastNote, notesIn } from "../../../src/integrations/anchor-file/client.ts";

test("a file holds what it was given, and tells how far it came", async () => {
  const path = await place();
  const anchor = fileAnchor(path);
  expect(await anchor.reached()).toBe(0);

  await anchor.keep([note(1), note(2)]);
  await anchor.keep([note(3)]);

  expect(await fileAnchor(path).reached()).toBe(3);
  expect(notesIn(await readFile(path, "utf8"))).toEqual([note(1), note(2), note(3)]);
});

test("a line that a crash cut off is not counted, and the next begins a line of its own", async () => {
  const path = await place();
  const anchor = fileAnchor(path);
  await anchor.keep([note(1)]);
  await appendFile(path, '{"number":2,"bo');
  expect(await anchor.reached()).toBe(1);

  await anchor.keep([note(2)]);

  expect(await lastNote(path)).toEqual(note(2));
  expect(notesIn(await readFile(path, "utf8"))).toEqual([note(1), note(2)]);
});

test("a place that cannot be written to throws", async () => {
  await expect(fileAnchor("/nowhere/at/all").keep([note(1)])).rejects.toThrow("ENOENT");
});

function note(number: number) {
  return { number, body: `{"number":${number}}`, key: "k1", signature: "c2ln" };
}

async function place(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "pitcrew-anchor-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  return join(folder, "anchor.jsonl");
}
