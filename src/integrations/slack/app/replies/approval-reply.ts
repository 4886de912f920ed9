import type { ApprovalView } from "../../../../intake/api/views/approval-view.ts";
import type { Notice, NoticePart } from "../../../../model/notice.ts";
import {
  moveWords,
  riskWords,
  silenceWords,
  UNCHECKED,
  withoutStop,
} from "../../../../notify/wording/approval-words.ts";
import { clockTime } from "../../../../notify/wording/clock-time.ts";

/** All that is asked of those who decide, effect by effect. */
export function approvalReply(asked: ApprovalView, zone: string): Notice {
  const { playbook, version, step, plan, effects, why, check, by, count } = asked;
  const until = clockTime(Date.parse(asked.expires), zone);
  const undos = effects.flatMap(({ phase, does }) => (phase === "undo" ? [does] : []));
  const row = (label: string, text: string): NoticePart => ({ is: "row", label, text });
  return {
    sentence: `This is the full plan of ${step}.`,
    parts: [
      { is: "headline", state: step, about: `${playbook} ${version}`, aside: `plan ${plan}` },
      row("WHY", why),
      ...effects.map((effect) =>
        row(effect.phase === "undo" ? "THE WAY BACK" : "EFFECT", effectText(effect)),
      ),
      row("RISK", riskWords(asked, undos)),
      row("CHECK", check ?? UNCHECKED),
      row("IF NO ANSWER", silenceWords(asked, until)),
      row("WHO", `${count} of ${by.join(", ")}, until ${until}`),
    ],
  };
}

function effectText({ does, change, targets }: ApprovalView["effects"][number]): string {
  const moved = change === null ? "" : moveWords(change);
  return `${withoutStop(does)}${moved}. Touches ${targets.join(", ") || "nothing by name"}.`;
}
