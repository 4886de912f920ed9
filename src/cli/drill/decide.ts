import { once } from "node:events";
import process from "node:process";
import { createInterface } from "node:readline/promises";
import { visible } from "../../document/visible.ts";
import type { ApprovalView } from "../../intake/api/views/approval-view.ts";
import { renderApproval } from "../approvals/render-approval.ts";
import type { Terminal } from "../terminal.ts";
import type { Decide } from "./attend-run.ts";

/** Shows each plan and says yes to it. */
export function sayYes(terminal: Terminal): Decide {
  return async (approval) => {
    show(approval, terminal);
    terminal.note("DRILL approved, as nobody asked to be asked");
    return true;
  };
}

/** Shows each plan and lets the person at the keyboard decide; no answer is a no. */
export function askPerson(terminal: Terminal, signal: AbortSignal): Decide {
  return async (approval) => {
    show(approval, terminal);
    // Lines as the terminal sends them, so that Ctrl-C remains a signal.
    const streams = { input: process.stdin, output: process.stderr, terminal: false };
    const keyboard = createInterface(streams);
    try {
      const closed = once(keyboard, "close").then(() => "");
      const said = keyboard.question("DRILL approve? [y/N] ", { signal }).catch(() => "");
      return /^y(es)?$/i.test((await Promise.race([said, closed])).trim());
    } finally {
      keyboard.close();
    }
  };
}

/** Without the commands for yes and no, which ask another Pitcrew than the one of the drill. */
function show(approval: ApprovalView, { note }: Terminal): void {
  for (const line of renderApproval(approval)) {
    if (!line.startsWith("  pitcrew ")) note(`DRILL ${visible(line)}`);
  }
}
