import type { Settings } from "../../config/settings.ts";
import type { Drills } from "../../config/settings/drills.ts";
import { isGood, type Report } from "../../drills/scenario/report.ts";
import { milliseconds } from "../../model/duration.ts";
import type { AutonomyLedger } from "../../ports/autonomy-ledger.ts";
import type { Author } from "../../ports/playbook-store.ts";
import type { Chore } from "../../schedule/schedule.ts";
import { keepReport } from "../drill/reports.ts";
import { runApart } from "../drill/run-apart.ts";

export interface DrillScheduleOptions {
  readonly settings: Pick<Settings, "drills">;
  readonly dataDir: string;
  /** Where the playbooks are that are rehearsed. */
  readonly folder: string;
  readonly ledger: Pick<AutonomyLedger, "record">;
  readonly note: (what: string) => void;
  readonly warn: (what: string, error: unknown) => void;
  /** Runs a drill as a process of its own; one by chance when it has no name. */
  readonly run?: typeof runApart;
}

export interface DrillSchedule {
  readonly chores: readonly Chore[];
  /** Ends those that are going on; they have shown nothing then. */
  readonly stop: () => Promise<void>;
}

const ITSELF: Author = { actor: "pitcrew", surface: "schedule" };

/** Runs the drills of pitcrew.yaml when it is time, keeps their reports, and puts on record what they showed. */
export function openDrillSchedule(options: DrillScheduleOptions): DrillSchedule {
  const { settings, dataDir, folder, ledger, note, warn, run = runApart } = options;
  const stopping = new AbortController();
  const going = new Set<Promise<void>>();

  async function rehearse({ drill }: Drills[string]): Promise<void> {
    const report = await run({ drill, folder, signal: stopping.signal });
    if (report === undefined) return;
    await keepReport(dataDir, report);
    const { rehearsed, control, passed } = report;
    if (rehearsed !== null && !control) {
      await ledger.record(rehearsed, { is: "drilled", drill: report.drill, passed }, ITSELF);
    }
    note(says(report));
  }

  const begin = (name: string, drill: Drills[string]): void => {
    const rehearsal = rehearse(drill).catch((error: unknown) => {
      if (!stopping.signal.aborted) warn(`The drill ${name} of pitcrew.yaml broke off`, error);
    });
    going.add(rehearsal);
    void rehearsal.finally(() => going.delete(rehearsal));
  };

  return {
    chores: Object.entries(settings.drills).map(([name, drill]) => ({
      // No schedule of pitcrew.yaml can have this name.
      name: `pitcrew:drill:${name}`,
      cron: drill.cron,
      timeZone: drill.time_zone,
      jitterMs: milliseconds(drill.within),
      // It goes on for minutes; whoever waited for it would be taken for dead.
      work: async () => begin(name, drill),
    })),
    stop: async () => {
      stopping.abort();
      await Promise.all(going);
    },
  };
}

function says(report: Report): string {
  const how = isGood(report) ? "went as it should" : "did NOT go as it should";
  return `DRILL ${report.drill} ${how}. Report: pitcrew drill report ${report.id}`;
}
