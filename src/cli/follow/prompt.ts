import { visible } from "../../document/visible.ts";
import type { ApprovalView } from "../../intake/api/views/approval-view.ts";
import type { RunView } from "../../intake/api/views/run-view.ts";
import { renderApproval } from "../approvals/render-approval.ts";
import type { Keyboard } from "./keyboard.ts";
import { type Asking, type Deed, pressKey } from "./press-key.ts";

/** Decides about an approval of the run that is followed. None of it ever throws. */
export interface Decisions {
  readonly read: (step: string) => Promise<ApprovalView | undefined>;
  /** Answers what came of it, in a sentence. */
  readonly tell: (approval: ApprovalView, deed: Deed) => Promise<string>;
}

/** Lets whoever follows a run decide there. */
export interface Prompt {
  /** What stands below the run. */
  readonly lines: () => readonly string[];
  readonly attend: (run: Pick<RunView, "pending">) => Promise<void>;
  readonly close: () => void;
}

export function openPrompt(keyboard: Keyboard, decisions: Decisions, redraw: () => void): Prompt {
  let approval: ApprovalView | undefined;
  let asking: Asking = { is: "nothing" };
  let said: string | undefined;

  function hear(key: string): void {
    if (approval === undefined) return;
    const pressed = pressKey(asking, key);
    ({ asking } = pressed);
    said = undefined;
    redraw();
    if (pressed.deed !== undefined) void decide(approval, pressed.deed);
  }

  async function decide(about: ApprovalView, deed: Deed): Promise<void> {
    said = await decisions.tell(about, deed);
    redraw();
  }

  return {
    lines: () => {
      const told = said === undefined ? [] : [visible(`  ${said}`)];
      return approval === undefined ? told : [...promptLines(asking, approval), ...told];
    },
    attend: async ({ pending }) => {
      const waiting = pending.find(({ is }) => is === "approval");
      if (waiting !== undefined && waiting.plan === approval?.plan) return;
      asking = { is: "nothing" };
      if (waiting !== undefined) said = undefined;
      approval = waiting === undefined ? undefined : await decisions.read(waiting.step);
      if (approval === undefined) keyboard.rest();
      else keyboard.listen(hear);
    },
    close: keyboard.rest,
  };
}

function promptLines(asking: Asking, approval: ApprovalView): readonly string[] {
  switch (asking.is) {
    case "nothing":
      return ["    [a]pprove  [d]eny  [p]lan"];
    case "plan":
      return [...planLines(approval), "    [a]pprove  [d]eny  [p]lan"];
    case "confirm":
      return [...planLines(approval), `    Approve exactly plan ${approval.plan}? [y/N]`];
    case "reason":
      return [visible(`    Deny it, because: ${asking.text}_`), "    Enter denies, Esc does not"];
  }
}

/** Without the commands for yes and no, which the keys stand for. */
function planLines(approval: ApprovalView): readonly string[] {
  const lines = renderApproval(approval).filter((line) => !line.startsWith("  pitcrew "));
  return lines.map((line) => visible(`  ${line}`));
}
