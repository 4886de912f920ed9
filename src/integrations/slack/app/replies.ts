import type { Refusal } from "../../../intake/api/refusal.ts";
import type { ApprovalView } from "../../../intake/api/views/approval-view.ts";
import type { PlanView } from "../../../intake/api/views/plan-view.ts";
import type { RunSummaryView, RunView, StepView } from "../../../intake/api/views/run-view.ts";
import type { Button, Notice, NoticePart } from "../../../model/notice.ts";
import { clockTime } from "../../../notify/wording/clock-time.ts";
import { shortRun } from "../../../notify/wording/subject.ts";
import { scalarsOf } from "../../../notify/wording/values.ts";

/** Why something was not done, for the one who asked for it. */
export function refusalReply({ code, message, remedy }: Refusal): Notice {
  return {
    sentence: `${message}. ${remedy}`,
    parts: [
      { is: "headline", state: "NOT DONE", about: message, aside: code },
      { is: "text", text: remedy },
    ],
  };
}

export function doneReply(sentence: string): Notice {
  return { sentence, parts: [{ is: "text", text: sentence }] };
}

export const HELP: Notice = {
  sentence: "These are the commands of /pitcrew.",
  parts: [
    ...[
      ["/pitcrew", "what is live, and what waits"],
      ["run <playbook>", "choose params, then start"],
      ["plan <playbook>", "what it would do; changes nothing"],
      ["status <run>", "one run: its steps"],
      ["stop <run>", "end it and take its changes back"],
      ["pause <playbook|all> [1h]", "no automatic runs; people still can"],
      ["resume <playbook|all>", "automatic runs again"],
    ].map(([label = "", text = ""]): NoticePart => ({ is: "row", label, text })),
    { is: "text", text: "Try: /pitcrew run queue-backlog queue=orders" },
    { is: "small", text: "Approving has no command: a decision needs the plan in view." },
  ],
};

const MARKS: Readonly<Record<StepView["state"], string>> = {
  next: "·",
  running: "◔",
  waiting: "◔",
  undoing: "◔",
  rescuing: "◔",
  done: "✔",
  skipped: "–",
  failed: "✘",
  stopped: "–",
  unreached: "–",
};

export function runReply(run: RunView, zone: string): Notice {
  const state = run.outcome ?? run.state;
  const about = aboutOf(run);
  const words = state.replaceAll("_", " ").toUpperCase();
  return {
    sentence: `${about} is ${state.replaceAll("_", " ")}.`,
    parts: [
      { is: "headline", state: words, about, aside: `run ${shortRun(run.id)}` },
      ...(run.reason === null ? [] : [{ is: "text", text: run.reason } as const]),
      {
        is: "text",
        text: run.steps
          .map(
            ({ id, state: step, says }) =>
              `${MARKS[step]} ${id} ${step}${says === "" ? "" : `: ${says}`}`,
          )
          .join("\n"),
      },
      {
        is: "small",
        text: `${run.playbook} ${run.version} · started ${clockTime(Date.parse(run.started), zone)} · run ${run.id}`,
      },
      { is: "buttons", buttons: run.outcome === null ? [stopButton(run)] : [] },
    ],
  };
}

function stopButton(run: RunSummaryView): Button {
  const spoken = `Stop and take back its changes: ${aboutOf(run)}`;
  return { label: "Stop", spoken, tone: "danger", does: { is: "click", act: "stop", run: run.id } };
}

/** What is live, what waits for a person first. */
export function overviewReply(live: readonly RunView[], ended: readonly RunSummaryView[]): Notice {
  return {
    sentence: live.length === 1 ? "1 run is live." : `${live.length} runs are live.`,
    parts: overviewParts(live, ended),
  };
}

export function overviewParts(
  live: readonly RunView[],
  ended: readonly RunSummaryView[],
): readonly NoticePart[] {
  const waiting = live.filter(({ pending }) => pending.length > 0);
  const others = live.filter(({ pending }) => pending.length === 0);
  return [
    {
      is: "headline",
      state: "WAITING",
      about: waiting.length === 0 ? "nothing waits for a person" : "",
      aside: null,
    },
    ...waiting.map((run): NoticePart => {
      const [first] = run.pending;
      return {
        is: "text",
        text: `${aboutOf(run)}: ${first?.about ?? ""}  run ${shortRun(run.id)}`,
      };
    }),
    {
      is: "headline",
      state: "LIVE",
      about: others.length === 0 ? "nothing else is going on" : "",
      aside: null,
    },
    ...others.map((run): NoticePart => ({
      is: "text",
      text: `${run.state}: ${aboutOf(run)}  run ${shortRun(run.id)}`,
    })),
    {
      is: "headline",
      state: "LAST 24 H",
      about: ended.length === 0 ? "nothing ended" : "",
      aside: null,
    },
    ...ended.map((run): NoticePart => {
      const outcome = (run.outcome ?? "").replaceAll("_", " ");
      return { is: "text", text: `${outcome}: ${aboutOf(run)}  run ${shortRun(run.id)}` };
    }),
  ];
}

export function planReply({ playbook, version, params, mode, steps }: PlanView): Notice {
  const about = aboutOf({ playbook, params });
  return {
    sentence: `This is what ${about} would do; nothing was changed.`,
    parts: [
      { is: "headline", state: "PLAN", about, aside: `${version}, mode ${mode}` },
      ...steps.map((step): NoticePart => {
        const { id, kind, does, change, when, asksApproval, trouble } = step;
        const moved = change === null ? "" : ` (${movesOf(change)})`;
        const more = [
          ...(when === null ? [] : [`only when ${when}`]),
          ...(asksApproval ? ["asks for approval"] : []),
          ...(trouble === null ? [] : [trouble.message]),
        ].join("; ");
        const what = does ?? `${kind}, which depends on what is found before`;
        return { is: "row", label: id, text: `${what}${moved}${more === "" ? "" : `; ${more}`}` };
      }),
    ],
  };
}

function movesOf({ before, after }: NonNullable<PlanView["steps"][number]["change"]>): string {
  const now = new Map(scalarsOf(before));
  return scalarsOf(after)
    .map(([name, value]) => `${name} ${now.get(name) ?? "?"} → ${value}`)
    .join(", ");
}

function aboutOf({ playbook, params }: Pick<RunSummaryView, "playbook" | "params">): string {
  const values = scalarsOf(params).map(([, value]) => value);
  return values.length === 0 ? playbook : `${playbook} · ${values.join(", ")}`;
}

/** All that is asked of those who decide, effect by effect. */
export function approvalReply(asked: ApprovalView): Notice {
  const { playbook, version, step, plan, effects, why, check, by, count, expires } = asked;
  return {
    sentence: `This is the full plan of ${step}.`,
    parts: [
      { is: "headline", state: step, about: `${playbook} ${version}`, aside: `plan ${plan}` },
      { is: "row", label: "WHY", text: why },
      ...effects.map(({ phase, does, targets, change }): NoticePart => {
        const moved = change === null ? "" : ` (${movesOf(change)})`;
        const label = phase === "undo" ? "THE WAY BACK" : "EFFECT";
        return {
          is: "row",
          label,
          text: `${does}${moved} Touches ${targets.join(", ") || "nothing by name"}.`,
        };
      }),
      { is: "row", label: "CHECK", text: check ?? "none" },
      { is: "row", label: "WHO", text: `${count} of ${by.join(", ")}, until ${expires}` },
    ],
  };
}
