import type { Unpaged } from "../../../ports/page-desk.ts";
import type { Load } from "../../../ports/upkeep.ts";
import type { HealthView } from "../views/health-view.ts";
import type { Desk } from "./desk.ts";
import { timeText } from "./view-summary.ts";
import { stateOf } from "./list-workers.ts";
import { understandRun } from "./understand-run.ts";

/** How Pitcrew is, with all that a person should look at. */
export async function viewHealth(
  desk: Pick<Desk, "upkeep" | "unpaged" | "version" | "store" | "library">,
): Promise<HealthView> {
  const { upkeep, unpaged, version } = desk;
  const [load, workers] = await Promise.all([upkeep.load(), upkeep.workers()]);
  const states = workers.map(stateOf);
  const live = states.filter((state) => state === "live").length;
  const dead = states.filter((state) => state === "dead").length;
  const troubles = [
    ...troublesOf(load, live),
    ...(await standstills(desk)),
    ...(await unpaged()).map(unpagedWords),
  ];
  return {
    is: troubles.length === 0 ? "well" : "troubled",
    troubles,
    version,
    workers: { live, dead },
    runs: {
      live: load.live,
      waiting: load.waiting,
      oldest_wait_ms: Math.round(load.oldestWaitMs),
      orphaned: load.orphaned,
    },
  };
}

/** Another server may understand them; one that does would have taken them up by now. */
async function standstills(desk: Pick<Desk, "store" | "library">): Promise<readonly string[]> {
  const unattended = await desk.store.unattended(LONG_MS);
  const words = unattended.map(async (one) => {
    const version = await understandRun(one, desk);
    const { runs, playbook } = one;
    return version.is === "understood"
      ? []
      : [
          `${runs} due runs stand still: they follow ${playbook} ${one.version}, and ${version.because}.`,
        ];
  });
  return (await Promise.all(words)).flat();
}

function unpagedWords({ at, trouble }: Unpaged): string {
  return `Nobody has been paged yet for what happened at ${timeText(at)}: ${trouble}.`;
}

/** Longer than it takes until somebody finds a run that nobody was woken for. */
const LONG_MS = 30_000;

function troublesOf({ orphaned, waiting, oldestWaitMs }: Load, live: number): readonly string[] {
  return [
    ...(live === 0 ? ["No worker is there, so no run goes on."] : []),
    ...(oldestWaitMs > LONG_MS
      ? [
          `${waiting} due runs wait for a worker, the first for ${Math.round(oldestWaitMs / 1_000)} s.`,
        ]
      : []),
    ...(orphaned > 0
      ? [`${orphaned} runs are left alone because whoever took them up got nowhere.`]
      : []),
  ];
}
