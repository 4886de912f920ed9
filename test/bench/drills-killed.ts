// Every drill, its Pitcrew killed once with signal 9 at a moment by chance and started again. Prints the scorecard
// lines that failed. DRILLS names some of them, DRILLS_SEED the chance.

import process from "node:process";
import { conduct } from "../../src/cli/drill/conduct.ts";
import { loadDrills } from "../../src/cli/drill/load-drills.ts";
import { chooseBlow } from "../../src/drills/scenario/killed-at.ts";
import { score } from "../../src/drills/scenario/score.ts";
import { chanceOf } from "../chaos/chance.ts";

const SEED = process.env["DRILLS_SEED"] ?? "1";
const named = process.env["DRILLS"]?.split(",");

// The program that a drill starts beside itself.
process.argv[1] = new URL("../../src/cli/start.mjs", import.meta.url).pathname;

const { drills } = await loadDrills();
let passed = 0;
let tried = 0;
for (const { name, scenario } of drills) {
  if (scenario.control || named?.includes(name) === false) continue;
  const blow = chooseBlow(scenario, chanceOf("killed", SEED, name).next);
  const { observed } = await conduct(scenario, {
    playbooks: "playbooks",
    blow,
    signal: AbortSignal.timeout(900_000),
    decide: async () => true,
    tell: () => undefined,
  });
  const failed = score(scenario, observed).filter((line) => !line.passed);
  tried += 1;
  passed += failed.length === 0 ? 1 : 0;
  const at = `${blow.at} +${(blow.afterMs / 1_000).toFixed(1)} s`.padEnd(16);
  const says = failed.map(({ of, says: how }) => `${of}: ${how}`).join("; ");
  console.log(`${name.padEnd(22)} ${at} ${says === "" ? "passed" : `FAILED ${says}`}`);
}
console.log(`seed ${SEED}: ${passed} of ${tried} passed with their server killed once`);
