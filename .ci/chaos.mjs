// `npm run test:chaos`: kills what can be killed, and judges by what is left on record. Short
// enough for a coffee; `-- --long` for the figures of docs/measurements.md; `-- --help` for more.

import { cpus } from "node:os";
import { execa } from "execa";

console.error(`${new Date().toISOString()} node ${process.version}`);
console.error(`${cpus().length} x ${cpus()[0]?.model ?? "unknown processor"}`);

const program = ["test/chaos/chaos.ts", ...process.argv.slice(2)];
const { exitCode } = await execa(process.execPath, program, { stdio: "inherit", reject: false });
process.exitCode = exitCode ?? 1;
