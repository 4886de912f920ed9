import process from "node:process";
import { missingPrograms } from "../../drills/scenario/missing-programs.ts";
import { chooseBlow } from "../../drills/scenario/killed-at.ts";
import { isGood, type Report, reportLines } from "../../drills/scenario/report.ts";
import { score } from "../../drills/scenario/score.ts";
import { visible } from "../../document/visible.ts";
import { PLAYBOOKS } from "../defaults.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { dataDirOf } from "../server/server.ts";
import { asJson, type Terminal } from "../terminal.ts";
import { chooseDrill } from "./choose-drill.ts";
import { conduct } from "./conduct.ts";
import { askPerson, sayYes } from "./decide.ts";
import type { LivedThrough } from "./live-through.ts";
import type { Drill } from "./load-drills.ts";
import type { DrillOptions } from "./options.ts";
import { keepReport } from "./reports.ts";
import { tellServer } from "./tell-server.ts";
import { untilStopped } from "./until-stopped.ts";

/** Longer than the longest wait of a playbook; what is not over by then has failed. */
const GIVE_UP_MS = 900_000;

/** Runs a drill on systems of its own, and says how it went. */
export async function runDrill(
  name: string,
  options: DrillOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  if (options.ask && process.stdin.isTTY !== true) {
    terminal.complain(
      "--ask needs a person at a keyboard",
      "leave it out, and each plan is approved",
    );
    return EXIT.usage;
  }
  const drill = await chooseDrill(name, options, terminal);
  if (typeof drill === "number") return drill;
  const missing = await missingPrograms(drill.reaches);
  if (missing.length > 0) {
    const programs = missing.join(", ");
    terminal.complain(`this drill cannot be run without ${programs}`, `install ${programs}`);
    return EXIT.troubled;
  }

  const stopped = new AbortController();
  void untilStopped().then(() => stopped.abort());
  const signal = AbortSignal.any([stopped.signal, AbortSignal.timeout(GIVE_UP_MS)]);
  const began = performance.now();
  const tell = (text: string): void =>
    terminal.note(`DRILL ${((performance.now() - began) / SECOND).toFixed(1)}s  ${visible(text)}`);
  const lived = await conduct(drill.scenario, {
    playbooks: options.playbooks ?? PLAYBOOKS,
    blow: options.kill ? chooseBlow(drill.scenario, Math.random) : null,
    decide: options.ask ? askPerson(terminal, signal) : sayYes(terminal),
    tell,
    signal,
  }).catch((error: unknown) => {
    // Ctrl-C reaches the server beside us as well, which then answers no more.
    if (!stopped.signal.aborted) throw error;
  });
  if (lived === undefined || stopped.signal.aborted) return EXIT.interrupted;
  const report = reportOf(drill, lived);
  await keepReport(dataDirOf(options), report);
  if (options.json) terminal.print(asJson(report));
  else for (const line of reportLines(report)) terminal.print(visible(line));
  terminal.note(`Report: pitcrew drill report ${report.id}`);
  await tellServer(report, options, terminal);
  return isGood(report) ? EXIT.done : EXIT.runFailed;
}

const SECOND = 1_000;

function reportOf(
  { name, scenario }: Drill,
  { observed, cause, began, run, rehearsed }: LivedThrough,
): Report {
  const scorecard = score(scenario, observed);
  return {
    format: 1,
    id: `${began.toISOString().replaceAll(/[-:.]/g, "")}-${name}`,
    drill: name,
    summary: scenario.summary,
    fault: scenario.fault,
    cause,
    began: began.toISOString(),
    control: scenario.control,
    passed: scorecard.every(({ passed }) => passed),
    run,
    rehearsed,
    outcome: observed.outcome,
    scorecard,
    times: observed.times,
  };
}
