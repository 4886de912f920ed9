import type { Playbook } from "../../../playbook/format/playbook.ts";
import { isParallel, type Step } from "../../../playbook/format/step.ts";
import { stepsOf } from "../../../playbook/steps-of.ts";
import { type Answer, answer } from "../refusal.ts";
import type { GraphView } from "../views/graph-view.ts";
import type { Desk } from "./desk.ts";
import { findRun } from "./find-run.ts";
import { viewStep } from "./view-step.ts";

/** The steps of a run as a graph, those to its rescue included. */
export async function drawGraph(run: string, desk: Desk): Promise<Answer<GraphView>> {
  const found = await findRun(run, desk);
  if (!found.ok) return found;
  const { record, program } = found.value;
  const nodes = [...stepsOf(program.playbook)].map(({ step: { id } }) => {
    const { kind, state } = viewStep(id, program, record.state, undefined);
    return { id, kind, state };
  });
  return answer({ run, nodes, edges: edgesOf(program.playbook) });
}

type Edge = GraphView["edges"][number];

export function edgesOf({ steps }: Pick<Playbook, "steps">): readonly Edge[] {
  const rows = steps.map((block) => (isParallel(block) ? block.parallel : [block]));
  const onward = rows.flatMap((row, index) =>
    row.flatMap(({ id: from }) =>
      (rows[index + 1] ?? []).map(({ id: to }): Edge => ({ from, to, when: "over" })),
    ),
  );
  return [...onward, ...rows.flat().flatMap(rescuesOf)];
}

/** A way back is walked one by one, from the step that failed. */
function rescuesOf({ id, on_failure: rescues }: Step): readonly Edge[] {
  if (typeof rescues === "string") return [];
  const ids = [id, ...rescues.map((rescue) => rescue.id)];
  return ids.slice(1).map((to, index) => ({
    from: ids[index] ?? id,
    to,
    when: index === 0 ? "failed" : "over",
  }));
}
