import { isGood, type Report, reportLines } from "../../drills/scenario/report.ts";
import { type Answer, answer, refuse } from "../../intake/api/refusal.ts";
import { keepReport } from "../drill/reports.ts";
import { loadDrills } from "../drill/load-drills.ts";
import { runApart } from "../drill/run-apart.ts";
import { PLAYBOOKS } from "../defaults.ts";

/** Drills that people begin from elsewhere. */
interface ServedDrills {
  readonly list: () => Promise<readonly { readonly name: string; readonly summary: string }[]>;
  /** Answers once it has begun; how it went is told later, in sentences. */
  readonly begin: (
    name: string,
    onEnd: (sentences: readonly string[]) => void,
  ) => Promise<Answer<null>>;
  /** Ends the one that is going on, and tells nobody. */
  readonly stop: () => Promise<void>;
}

/** Rehearses one incident at a time, as a process of its own beside the server. */
export function openDrills(dataDir: string): ServedDrills {
  const stopping = new AbortController();
  let going: { readonly name: string; readonly over: Promise<void> } | undefined;

  async function rehearse(name: string): Promise<readonly string[] | undefined> {
    const { signal } = stopping;
    const report = await runApart({ drill: name, folder: PLAYBOOKS, signal });
    if (report === undefined) return undefined;
    await keepReport(dataDir, report);
    return sentencesOf(report);
  }

  return {
    list: async () =>
      (await loadDrills()).drills.map(({ name, scenario }) => ({
        name,
        summary: scenario.summary,
      })),
    begin: async (name, onEnd) => {
      const { drills } = await loadDrills();
      if (!drills.some((drill) => drill.name === name)) return noSuchDrill(name);
      if (going !== undefined) return underWay(going.name);
      const over = rehearse(name)
        .catch((error: unknown) => [`It broke off: ${String(error)}`])
        .then((sentences) => {
          going = undefined;
          if (sentences !== undefined) onEnd(sentences);
        });
      going = { name, over };
      return answer(null);
    },
    stop: async () => {
      stopping.abort();
      await going?.over;
    },
  };
}

function sentencesOf(report: Report): readonly string[] {
  const [, ...lines] = reportLines(report);
  const verdict = isGood(report) ? "It went as it should." : "It did not go as it should.";
  return [verdict, ...lines.map((line) => line.trim())];
}

function noSuchDrill(name: string): Answer<never> {
  return refuse(
    "E436",
    `There is no drill "${name}"`,
    "Write /pitcrew drill to see those that there are.",
  );
}

function underWay(name: string): Answer<never> {
  return refuse("E437", `The drill ${name} is under way`, "Wait until it is over.");
}
