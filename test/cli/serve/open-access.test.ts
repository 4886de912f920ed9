import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Access } from "../../../src/access/authorize.ts";
import { openAccess } from "../../../src/cli/serve/open-access.ts";
import { project } from "../project.ts";

const ANN = "format: 1\npeople: { ann: { name: Ann, email: ann@example.com } }\n";
const BEN = ANN.replaceAll("ann", "ben").replace("Ann", "Ben");

describe("what is known about people", () => {
  test("is what the directory says, and what it says next once it is read again", async () => {
    const { access, write, warned } = await opened(ANN);
    expect(peopleOf(access.current())).toEqual(["ann"]);

    await write(BEN);
    expect(peopleOf(access.current())).toEqual(["ann"]);
    await access.reload();

    expect(peopleOf(access.current())).toEqual(["ben"]);
    expect(warned).toEqual([]);
  });

  test("stays when the directory is broken or gone, so that nobody gets rights by that", async () => {
    const { access, write, remove, warned } = await opened(ANN);

    await write("format: [");
    await access.reload();
    expect(peopleOf(access.current())).toEqual(["ann"]);
    await remove();
    await access.reload();
    expect(peopleOf(access.current())).toEqual(["ann"]);
    expect(warned).toHaveLength(2);
  });

  test("is refused with all mistakes of the directory at the start", async () => {
    const { cwd } = await project({ "directory.yaml": "format: 2\npeople: []\n" });

    const refused = await openAccess(options(join(cwd, "directory.yaml")));

    expect(refused.ok ? [] : refused.findings.map(({ line }) => line)).toEqual([1, 2]);
  });

  test("is refused when a directory was named that is not there", async () => {
    const { cwd } = await project({});

    expect(await openAccess(options(join(cwd, "directory.yaml")))).toMatchObject({
      ok: false,
      findings: [{ code: "E100" }],
    });
  });

  test("without a directory is one person who may do everything, if nobody else uses the database", async () => {
    const noted: string[] = [];

    const alone = await openAccess({ ...options(undefined), note: (what) => noted.push(what) });
    const beside = await openAccess({
      ...options(undefined),
      isAlone: false,
      note: (what) => noted.push(what),
    });

    if (!alone.ok || !beside.ok) throw new Error("there is a directory.yaml in the project");
    expect(alone.access.current()).toEqual({ is: "solo" });
    expect(peopleOf(beside.access.current())).toEqual([]);
    expect(noted).toEqual([
      expect.stringContaining("may do everything"),
      expect.stringContaining("nobody can approve"),
    ]);
  });
});

function options(directory: string | undefined) {
  return { directory, isAlone: true, note: () => undefined, warn: () => undefined };
}

async function opened(text: string) {
  const { cwd } = await project({ "directory.yaml": text });
  const path = join(cwd, "directory.yaml");
  const warned: string[] = [];
  const read = await openAccess({ ...options(path), warn: (what) => warned.push(what) });
  if (!read.ok) throw new Error(JSON.stringify(read.findings));
  return {
    access: read.access,
    write: (other: string) => writeFile(path, other),
    remove: () => rm(path),
    warned,
  };
}

function peopleOf(access: Access): readonly string[] {
  return access.is === "solo" ? [] : Object.keys(access.directory.people);
}
