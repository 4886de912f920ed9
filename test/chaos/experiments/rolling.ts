import { mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import process from "node:process";
import type { Violation } from "../history/invariants.ts";
import { openCountedShop } from "../rolling/counted-shop.ts";
import { rollingFiles } from "../rolling/files.ts";
import { startLoad } from "../rolling/load.ts";
import { readOutcome } from "../rolling/read-outcome.ts";
import { openServeFleet } from "../rolling/serve-fleet.ts";
import type { Experiment } from "./experiment.ts";

const REPLICAS = 3;
const RUNS_PER_MINUTE = 200;

export const rolling: Experiment = {
  name: "rolling",
  about: "servers are replaced one by one, as an upgrade does, while alerts and orders come in",
  sizes: { short: 3, long: 30 },
  perRound: 30,
  round: async (tries, _chance, { folder, database }) => {
    const shop = await openCountedShop();
    const place = await mkdtemp(join(folder, "rolling-"));
    await using fleet = await openServeFleet(REPLICAS, place, database, rollingFiles(shop.url));
    const load = startLoad(fleet, RUNS_PER_MINUTE);
    const drained: number[] = [];
    const unclean: string[] = [];
    for (let replaced = 0; replaced < tries; replaced += 1) {
      const { exitCode, drainMs } = await fleet.replace(replaced % REPLICAS);
      drained.push(drainMs);
      if (exitCode !== 0) unclean.push(`A server that was told to end ended with ${exitCode}`);
    }
    const accepted = await load.stop();
    const outcome = await readOutcome(database, accepted, shop.changes);
    shop.close();
    const { length: alerts } = accepted.alerts;
    const { length: orders } = accepted.runs;
    process.stderr.write(
      `${alerts} alerts and ${orders} orders accepted, ${load.retries()} tries again\n`,
    );
    return {
      tries,
      faults: tries,
      effects: outcome.effects,
      succeeded: outcome.succeeded,
      violations: [
        ...outcome.violations,
        ...load.refused.map((what) => ({ invariant: ACCEPTED, what })),
        ...unclean.map((what) => ({ invariant: ENDS, what })),
      ],
      times: drained,
    };
  },
};

const ACCEPTED: Violation["invariant"] = "I1 what is accepted becomes one run";
const ENDS: Violation["invariant"] = "I15 no replica ends by itself";
