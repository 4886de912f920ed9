import { programStep, taskAt } from "../../engine/machine/turn.ts";
import type { Program } from "../../playbook/program.ts";
import type { Cause } from "../../ports/page-desk.ts";
import type { ChangeRecord } from "../../ports/pager.ts";
import type { RunRecord } from "../../ports/run-store.ts";
import { withoutStop } from "../wording/approval-words.ts";
import { subject } from "../wording/subject.ts";
import type { Background } from "./page-for.ts";

type Changed = Extract<Cause, { readonly is: "record_change" }>;

/** What a run has changed, for those who ask an hour later what has changed of late. */
export function changeFor(
  changed: Changed,
  { record, program, link }: Background,
  service: string,
): ChangeRecord {
  const { phase, step, at } = changed;
  const isKnown = record !== undefined && program !== undefined;
  const { does, targets } = isKnown ? wordsFor(changed, program, record) : UNKNOWN;
  const what = does === "" ? `step "${step}"` : withoutStop(does);
  const about = isKnown ? subject(program, record.state) : (record?.playbook ?? "pitcrew");
  return {
    service,
    summary: `${about}: ${phase === "undo" ? "taken back: " : ""}${what}`,
    source: record?.playbook ?? "pitcrew",
    at,
    details: {
      step,
      targets: [...targets],
      ...(record !== undefined && {
        run: record.id,
        playbook: `${record.playbook} ${record.version}`,
        params: record.params,
      }),
    },
    links: link === null ? [] : [{ href: link, text: "The run in Pitcrew" }],
  };
}

const UNKNOWN = { does: "", targets: [] } as const;

function wordsFor(
  { step, item }: Changed,
  program: Program,
  { state }: RunRecord,
): { readonly does: string; readonly targets: readonly string[] } {
  const { kind } = programStep(program, step);
  const task = taskAt(state, { step, item });
  if (task === undefined || kind.carrier === "engine") return UNKNOWN;
  return { does: kind.describe(task.with), targets: kind.targets(task.with) };
}
