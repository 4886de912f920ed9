import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { checkFiles } from "../../src/check/check-files.ts";
import { EMPTY_LOCK, renderLock } from "../../src/playbook/version/lock-file.ts";
import { BARE_WORLD } from "./rules/playbook-from.ts";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "pitcrew-check-"));
  await cp("test/fixtures/playbooks", folder, { recursive: true });
  await rm(join(folder, "lock.yaml"), { force: true });
});

afterEach(() => rm(folder, { recursive: true }));

describe("a folder of playbooks", () => {
  test("is sound once its sub-playbooks are pinned", async () => {
    const unpinned = await check();
    expect(codes(unpinned)).toEqual(["lock.yaml E143"]);

    await writeLock(unpinned);

    const pinned = await check();
    expect(pinned.findings).toEqual([]);
    expect(pinned.files).toBe(2);
    expect(
      pinned.playbooks.map(({ playbook, program }) => [playbook.name, program === undefined]),
    ).toEqual([
      ["queue-backlog", false],
      ["stuck-workflow", false],
    ]);
  });

  test("refuses other content under a version that was locked, for every caller of it too", async () => {
    await writeLock(await check());
    await edit("queue-backlog.yaml", "deadline: 45m", "deadline: 50m");
    expect(codes(await check())).toEqual(["queue-backlog.yaml E150", "stuck-workflow.yaml E150"]);
  });

  test("refuses two playbooks that claim one alert, naming both", async () => {
    const twin = await readFile(join(folder, "queue-backlog.yaml"), "utf8");
    await writeFile(join(folder, "twin.yaml"), twin.replace("name: queue-backlog", "name: twin"));
    const { findings } = await check();
    const ties = findings.filter(({ code }) => code === "E120");
    expect(ties).toHaveLength(2);
    expect(ties[0]?.message).toContain("twin.yaml");
  });

  test("reports an unknown sub-playbook, a range without a version, and a wrong param", async () => {
    await edit("stuck-workflow.yaml", "queue-backlog@^1.4", "queue-backlgo@^1.4");
    expect(codes(await check())).toContain("stuck-workflow.yaml E140");
    await edit("stuck-workflow.yaml", "queue-backlgo@^1.4", "queue-backlog@^2.0");
    expect(codes(await check())).toContain("stuck-workflow.yaml E140");
    await edit("stuck-workflow.yaml", "queue-backlog@^2.0", "queue-backlog@^1.4");
    await edit("stuck-workflow.yaml", "params: { queue:", "params: { qeue:");
    expect(codes(await check()).filter((code) => code.endsWith("E144"))).toHaveLength(2);
  });

  test("keeps looking when one file cannot be read", async () => {
    await writeFile(join(folder, "broken.yaml"), "steps: [");
    const report = await check();
    expect(codes(report)).toContain("broken.yaml E103");
    expect(report.playbooks).toHaveLength(2);
  });
});

describe("one file", () => {
  test("is judged beside its neighbours, whose own mistakes are not reported", async () => {
    await edit("queue-backlog.yaml", "backlog < 500", "backlg < 500");
    const report = await check(join(folder, "stuck-workflow.yaml"));
    expect(codes(report)).toEqual(["lock.yaml E143"]);
    expect(report.files).toBe(1);
  });

  test("that is not there is said to be missing", async () => {
    const report = await check(join(folder, "nothing.yaml"));
    expect(codes(report)).toEqual(["nothing.yaml E100"]);
  });

  test("with another ending is read all the same", async () => {
    await writeFile(join(folder, "other.txt"), "format: 1");
    expect(codes(await check(join(folder, "other.txt")))).toContain("other.txt E110");
  });
});

type Report = Awaited<ReturnType<typeof checkFiles>>;

function check(path = folder): Promise<Report> {
  return checkFiles([path], BARE_WORLD);
}

async function writeLock({ locks }: Report): Promise<void> {
  await writeFile(join(folder, "lock.yaml"), renderLock(locks.get(folder) ?? EMPTY_LOCK));
}

function codes({ findings }: Report): readonly string[] {
  return findings.map(({ file, code }) => `${file.split("/").at(-1)} ${code}`);
}

async function edit(file: string, from: string, to: string): Promise<void> {
  const text = await readFile(join(folder, file), "utf8");
  expect(text).toContain(from);
  await writeFile(join(folder, file), text.replace(from, to));
}
