// `npm run bench`: prints every figure that docs/measurements.md records, one suite after the
// other, so that they do not slow each other down.

import { readdir } from "node:fs/promises";
import { cpus } from "node:os";
import { execa } from "execa";

const only = process.argv.slice(2);
const suites = (await readdir("test/bench")).filter((file) => file.endsWith(".ts")).toSorted();

const { stdout: commit } = await execa("git", ["rev-parse", "--short", "HEAD"], { reject: false });
console.log(`${new Date().toISOString()} commit ${commit} node ${process.version}`);
console.log(`${cpus().length} x ${cpus()[0]?.model ?? "unknown processor"}`);

for (const file of suites) {
  if (only.length > 0 && !only.some((word) => file.includes(word))) continue;
  console.log(`\n${file}`);
  await execa(process.execPath, [`test/bench/${file}`], { stdio: "inherit" });
}
