import type { PlanView } from "../../../../intake/api/views/plan-view.ts";
import type { Notice, NoticePart } from "../../../../model/notice.ts";
import { moveWords } from "../../../../notify/wording/approval-words.ts";
import { subject } from "../../../../notify/wording/subject.ts";

/** What a run would do, step by step. */
export function planReply({ playbook, version, params, mode, steps }: PlanView): Notice {
  const about = subject({ playbook: { name: playbook } }, { params });
  return {
    sentence: `This is what ${about} would do; nothing was changed.`,
    parts: [
      { is: "headline", state: "PLAN", about, aside: `${version}, mode ${mode}` },
      ...steps.map(stepRow),
    ],
  };
}

function stepRow(step: PlanView["steps"][number]): NoticePart {
  const { id, kind, does, change, when, asksApproval, trouble } = step;
  const more = [
    ...(when === null ? [] : [`only when ${when}`]),
    ...(asksApproval ? ["asks for approval"] : []),
    ...(trouble === null ? [] : [trouble.message]),
  ].join("; ");
  const what = does ?? `${kind}, which depends on what is found before`;
  const text = `${what}${change === null ? "" : moveWords(change)}${more === "" ? "" : `; ${more}`}`;
  return { is: "row", label: id, text };
}
