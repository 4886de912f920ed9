import { expect, test } from "vitest";
import { pitcrew } from "./pitcrew.ts";
import { servedProject } from "./served-project.ts";

test("somebody sees what is past its time, removes it, and finds that on record", async () => {
  const { at, linesUntil } = await servedProject({});
  await linesUntil("listening at");

  const seen = await pitcrew(["upkeep"], at);
  expect(seen.stdout).toMatch(/^runs +400d +0 to go {2}what was done and by whom/m);
  expect(seen.stderr).toContain("Nothing was removed yet.");

  const run = await pitcrew(["upkeep", "run", "--json"], at);
  expect(JSON.parse(run.stdout)).toEqual({ removed: {} });

  const after = await pitcrew(["upkeep", "show", "--json"], at);
  expect(JSON.parse(after.stdout)).toMatchObject({ last: { removed: {} } });
  const record = await pitcrew(["audit", "show", "retention"], at);
  expect(record.stdout).toContain("swept");
});

test("what cannot be done about it is refused with what can", async () => {
  const refused = await pitcrew(["upkeep", "burn"]);

  expect(refused).toMatchObject({ exitCode: 2 });
  expect(refused.stderr).toContain("pitcrew upkeep show, or pitcrew upkeep run");
});
