// Triage: faults in an order by chance, each on a range and with a Pitcrew of its own. Prints whether the right
// playbook took the right branch and changed nothing else, and how long it took from the alert to the proof,
// against a script that knows the cause and types the runbook's commands. TRIAGE_N says how many, TRIAGE_SEED which,
// TRIAGE_FROM with which to go on.

import process from "node:process";
import { conduct } from "../../src/cli/drill/conduct.ts";
import { type Drill, loadDrills } from "../../src/cli/drill/load-drills.ts";
import { openSite } from "../../src/cli/drill/open-site.ts";
import type { Subject } from "../../src/drills/range/faults/fault.ts";
import { faultAndSigns } from "../../src/drills/scenario/fault-and-signs.ts";
import { score } from "../../src/drills/scenario/score.ts";
import { chanceOf } from "../chaos/chance.ts";
import { strayTargets } from "./triage/stray-targets.ts";
import { handsOn, TYPED } from "./triage/typed.ts";

const N = Number(process.env["TRIAGE_N"] ?? 30);
const FROM = Number(process.env["TRIAGE_FROM"] ?? 1);
const SEED = process.env["TRIAGE_SEED"] ?? "1";
/** Of the scorecard, those lines that say whether it was right; the others say how quick. */
const RIGHT = new Set(["playbook", "branch", "outcome", "mended"]);

// The program that a drill starts beside itself.
process.argv[1] = new URL("../../src/cli/start.mjs", import.meta.url).pathname;

const chance = chanceOf("triage", SEED);
const { drills } = await loadDrills();
const real = drills.filter(({ scenario }) => !scenario.control);
const drawn: Drill[] = [];
while (drawn.length < N) drawn.push(...shuffled(real));

let right = 0;
let stray = 0;
const ratios: number[] = [];
const times = { pitcrew: [] as number[], typed: [] as number[] };
for (const [index, drill] of drawn.slice(0, N).entries()) {
  if (index + 1 < FROM) continue;
  const answered = await answeredBy(drill);
  right += answered.isRight ? 1 : 0;
  stray += answered.stray.length;
  const typed = answered.took === null ? null : await typedFor(drill);
  if (answered.took !== null && typed !== null) {
    times.pitcrew.push(answered.took);
    times.typed.push(typed);
    ratios.push(answered.took / typed);
  }
  const says = [
    String(index + 1).padStart(2),
    drill.name.padEnd(22),
    answered.isRight ? "right" : `WRONG: ${answered.wrong.join("; ")}`,
    answered.took === null ? "handed over" : `${seconds(answered.took)} s`,
    typed === null ? "" : `typed ${seconds(typed)} s`,
    ...answered.stray.map((target) => `STRAY ${target}`),
  ];
  console.log(says.join("  "));
}
console.log(
  `seed ${SEED}, ${FROM} to ${N}: right cause and branch ${right}, changes elsewhere ${stray}`,
);
console.log(`alert to proof, N=${ratios.length}, median: ${seconds(median(times.pitcrew))} s`);
console.log(`typed by a script that knows the cause, median: ${seconds(median(times.typed))} s`);
console.log(`one against the other, median of the pairs: ${median(ratios).toFixed(2)}`);

/** What Pitcrew made of it; `took` in ms from the alert on, null where nothing was to be mended. */
async function answeredBy({ scenario }: Drill) {
  const targets: string[] = [];
  const told = new Map<string, number>();
  const lived = await conduct(scenario, {
    playbooks: "playbooks",
    blow: null,
    signal: AbortSignal.timeout(900_000),
    decide: async ({ effects }) => {
      targets.push(...effects.flatMap((effect) => effect.targets));
      return true;
    },
    tell: (text) => void told.set(text.split(":")[0] ?? "", performance.now()),
  });
  const lines = score(scenario, lived.observed).filter(({ of }) => RIGHT.has(of));
  const wrong = lines.filter(({ passed }) => !passed).map(({ of, says }) => `${of}: ${says}`);
  const [shown, ended] = [told.get("it shows"), told.get("it has ended")];
  const isMended =
    scenario.expect.outcome === "resolved" && shown !== undefined && ended !== undefined;
  return {
    isRight: wrong.length === 0,
    wrong,
    took: isMended ? ended - shown : null,
    stray: strayTargets(scenario.fault, lived.subject, targets),
  };
}

/** How long it takes, in ms, to type the commands and to see that they helped. */
async function typedFor({ scenario }: Drill): Promise<number | null> {
  const { fault, shows, isMended } = faultAndSigns(scenario.fault);
  const typed = TYPED.get(scenario.fault);
  if (typed === undefined) return null;
  const site = await openSite({ pace: scenario.pace });
  const { system } = site.range;
  const subject: Subject = await fault.breakIt(system);
  const { hands, close } = handsOn(site, subject);
  try {
    await hands.until(async () => shows(system, subject));
    const began = performance.now();
    await typed.type(hands);
    let since: number | undefined;
    await hands.until(async () => {
      const isWell = (await isMended?.(system, subject)) ?? false;
      since = isWell ? (since ?? performance.now()) : undefined;
      return since !== undefined && performance.now() - since >= typed.holds;
    });
    return performance.now() - began;
  } finally {
    close();
    await site.stop();
  }
}

function shuffled<Thing>(things: readonly Thing[]): readonly Thing[] {
  const left = [...things];
  return Array.from(things, () => left.splice(chance.below(left.length), 1)).flat();
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = sorted.length / 2;
  const [lower = 0, upper = lower] = sorted.slice(Math.ceil(middle) - 1, Math.floor(middle) + 1);
  return (lower + upper) / 2;
}

function seconds(ms: number): string {
  return (ms / 1_000).toFixed(1);
}
