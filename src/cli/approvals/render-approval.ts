import type { ApprovalView } from "../../intake/api/views/approval-view.ts";
import type { JsonObject } from "../../model/json.ts";

/** An approval as lines: what, why, how dangerous, who, and how to say yes or no. */
export function renderApproval(approval: ApprovalView): readonly string[] {
  const { run, playbook, version, step, why, check, by, count, votes, plan, expires } = approval;
  const given =
    votes.length === 0 ? "" : `; approved so far: ${votes.map((vote) => vote.by).join(", ")}`;
  return [
    `Approve by ${expires}: ${playbook} ${version}, step ${step}`,
    ...approval.effects.flatMap(effectLines),
    row("why", why),
    row("risk", riskOf(approval)),
    row("check", check ?? "nothing checks afterwards whether it helped"),
    row("no answer", silenceOf(approval)),
    row("who", `${count} of ${by.join(", ")}${given}`),
    `  pitcrew approve ${run} --plan ${plan} --step ${step}`,
    `  pitcrew deny ${run} --reason "TEXT" --step ${step}`,
  ];
}

const LABEL_WIDTH = "no answer".length;

function row(label: string, text: string): string {
  return `  ${label.padEnd(LABEL_WIDTH)}  ${text}`;
}

function effectLines({ phase, does, change }: ApprovalView["effects"][number]): readonly string[] {
  const label = phase === "run" ? "does" : "undo";
  return [row(label, does), ...movesOf(change).map((move) => row("", move))];
}

function movesOf(change: ApprovalView["effects"][number]["change"]): readonly string[] {
  if (change === null) return [];
  const { before, after } = change;
  const names = Object.keys({ ...before, ...after });
  return names.map((name) => `${name}: ${valuesOf(name, before, after)}`);
}

function valuesOf(name: string, before: JsonObject, after: JsonObject): string {
  const values = [before[name], after[name]].filter((value) => value !== undefined);
  return values.map((value) => JSON.stringify(value)).join(" → ");
}

function riskOf({ risk, isReversible }: ApprovalView): string {
  return `${risk}; ${isReversible ? "all of it can be taken back" : "not all of it can be taken back"}`;
}

function silenceOf({ onExpire, owner }: ApprovalView): string {
  switch (onExpire) {
    case "escalate":
      return `nothing changes, and ${owner} is paged`;
    case "stop":
      return "nothing changes, and the run ends";
  }
}
