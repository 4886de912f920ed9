import { findEnclosure } from "../../src/integrations/command/enclosure.ts";
import { type Program, runProgram } from "../../src/integrations/command/run-program.ts";
import { programsWith } from "../integrations/command/programs-with.ts";

const enclosure = await findEnclosure();
const live = new AbortController().signal;
console.log(`command.own_process_ids ${enclosure.isTight}`);

await measure("ten_gigabytes", "yes | head -c 10000000000", 300_000);
await measure("ignored_sigterm", "trap '' TERM; while :; do sleep 0.1; done", 1_000);
const child = "setsid sh -c 'trap \"\" TERM; while :; do sleep 1; done' $0 &";
await measure("two_hundred_children", `for i in $(seq 200); do ${child} done; wait`, 15_000);

/** How long it takes to be rid of a program after its time is over, and what that costs in memory. */
async function measure(name: string, script: string, timeoutMs: number): Promise<void> {
  const mark = `mark-${crypto.randomUUID()}`;
  const before = process.memoryUsage.rss();
  let most = before;
  let running = 0;
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss());
  }, 50);
  const count = setInterval(() => {
    void programsWith(mark).then((found) => {
      running = Math.max(running, found.length);
    });
  }, 500);
  const started = performance.now();
  const answer = await runProgram(program(script, mark, timeoutMs), enclosure, live);
  const took = performance.now() - started;
  clearInterval(watch);
  clearInterval(count);
  const left = (await programsWith(mark)).length;
  const growth = (most - before) / 1_048_576;
  console.log(
    `command.${name} ${answer.is} after ${took.toFixed(0)} ms, of at most ${timeoutMs}; ` +
      `${running} at once, ${left} left running`,
  );
  console.log(`command.${name}.rss_growth ${growth.toFixed(0)} MiB`);
  if (answer.is === "ended") console.log(`command.${name}.left_out ${answer.stdout.leftOut} bytes`);
}

function program(script: string, mark: string, timeoutMs: number): Program {
  const environment = { PATH: "/usr/bin:/bin" };
  return {
    line: ["/bin/sh", "-c", script, mark],
    input: undefined,
    environment,
    secrets: [],
    timeoutMs,
  };
}
