import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { execa } from "execa";
import { expect, onTestFinished, test } from "vitest";

const REPORTS = new URL("../../../src/cli/drill/reports.ts", import.meta.url).href;

test("a report is kept also by somebody whose folder was removed meanwhile", async () => {
  const folder = await mkdtemp(join(tmpdir(), "pitcrew-test-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const code = `
    import { rm } from "node:fs/promises";
    import process from "node:process";
    import { keepReport } from ${JSON.stringify(REPORTS)};
    const began = process.cwd();
    await rm(began, { recursive: true });
    const report = { format: 1, id: "r-1", drill: "d", scorecard: [], times: {} };
    await keepReport(".pitcrew", report).catch(() => undefined);
    console.log("ended");
  `;

  const { stdout } = await execa(process.execPath, ["--input-type=module", "--eval", code], {
    cwd: folder,
  });

  expect(stdout).toBe("ended");
});
