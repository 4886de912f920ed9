// `npm test`: every check of the project, one after the other, and one line of result at the end.
// A failing check does not hide the next one, so that one run tells all there is to mend.

import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { prepareMachine } from "./machine.mjs";

const KNIP = ["--config", ".config/knip.json"];
const LINT = ["-c", ".config/oxlint.json", "--type-aware"];

/** @type {readonly (readonly [name: string, program: string, args: readonly string[]])[]} */
const CHECKS = [
  ["format", "oxfmt", ["-c", ".config/oxfmt.json", "--check", "src", "test", ".config", ".ci"]],
  [
    "lint",
    "oxlint",
    [
      ...LINT,
      "--ignore-pattern",
      "test/fixtures/lint",
      "--ignore-pattern",
      "test/fixtures/imports",
      "src",
      "test",
      ".config",
      ".ci",
    ],
  ],
  ["types", "tsc", ["-p", "."]],
  ["imports", "depcruise", ["--config", ".config/dependency-cruiser.cjs", "src"]],
  ["dead code", "knip", KNIP],
  [
    "dead code in production",
    "knip",
    [...KNIP, "--production", "--include", "dependencies,unlisted"],
  ],
];

if (process.features.typescript !== "strip") {
  console.error(
    `These tests need the Node 24 that npm ci brings along; this is ${process.version}.`,
  );
  console.error("Remedy: run npm ci again without --omit=optional, then npm test.");
  process.exit(1);
}

const started = performance.now();
await prepareMachine();
let passed = 0;
let failed = 0;

for (const [name, program, args] of CHECKS) {
  const result = await execa(program, args, { reject: false, preferLocal: true, all: true });
  const ok = result.exitCode === 0;
  if (ok) passed += 1;
  else failed += 1;
  console.log(`${ok ? "ok  " : "FAIL"} ${name}`);
  if (!ok) console.log(result.all ?? result.message);
}

const suite = await runSuite(process.argv.slice(2));
passed += suite.passed;
failed += suite.failed;

console.log(`${((performance.now() - started) / 1000).toFixed(1)} s`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

async function runSuite(filters) {
  const folder = await mkdtemp(join(tmpdir(), "pitcrew-test-"));
  const report = join(folder, "report.json");
  const { exitCode } = await execa(
    "vitest",
    ["run", "--config", ".config/vitest.config.ts", "--reporter=default", "--reporter=json"].concat(
      [`--outputFile.json=${report}`],
      filters,
    ),
    { reject: false, preferLocal: true, stdio: "inherit" },
  );
  const counts = await readFile(report, "utf8").then(JSON.parse, () => undefined);
  await rm(folder, { recursive: true, force: true });
  if (counts === undefined) return { passed: 0, failed: 1 };
  // A suite that could not even be loaded has no failed test, only a failed file.
  const broken = exitCode !== 0 && counts.numFailedTests === 0 ? 1 : 0;
  return { passed: counts.numPassedTests, failed: counts.numFailedTests + broken };
}
