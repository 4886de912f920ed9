import { setTimeout as pause } from "node:timers/promises";
import { faultAndSigns } from "../../drills/scenario/fault-and-signs.ts";
import { whenTrue } from "../../drills/scenario/when-true.ts";
import { type ApprovalView, ApprovalsView } from "../../intake/api/views/approval-view.ts";
import { RunView } from "../../intake/api/views/run-view.ts";
import { ask } from "../drill/ask.ts";
import { raiseAlert } from "../drill/raise-alert.ts";
import { EXIT } from "../exit-codes.ts";
import { asTold } from "./as-told.ts";
import type { Stage } from "./stage.ts";

/** Breaks the range, and raises the alert that people would have got; answers the run that has begun. */
export async function breakAndRaise(
  name: string,
  alertname: string,
  stage: Stage,
): Promise<string> {
  const { system, signal } = stage;
  const { fault, shows } = faultAndSigns(name);
  const subject = await fault.breakIt(system);
  asTold(
    await whenTrue(system, () => shows(system, subject), signal),
    `${name} shows on the range`,
  );
  const raised = await raiseAlert({ alertname, ...subject }, new Date(), stage);
  asTold(raised.is === "run", `${alertname} starts a run`);
  return raised.run;
}

const TURN_MS = 50;

/** Waits until a run asks people. */
export async function untilItAsks(run: string, { served, signal }: Stage): Promise<ApprovalView> {
  while (!signal.aborted) {
    const { outcome } = await ask(served, { method: "GET", path: `/v1/runs/${run}` }, RunView);
    asTold(outcome === null, `the run asks, and does not end as ${outcome}`);
    const { approvals } = await ask(
      served,
      { method: "GET", path: "/v1/approvals" },
      ApprovalsView,
    );
    const approval = approvals.find((one) => one.run === run);
    if (approval !== undefined) return approval;
    await pause(TURN_MS);
  }
  throw new Error("the tour is over");
}

/** Agrees to whatever else it asks until it has ended. */
export async function agreeToTheRest(run: string, stage: Stage): Promise<void> {
  const { served, signal } = stage;
  const agreed = new Set<string>();
  while (!signal.aborted) {
    const { outcome } = await ask(served, { method: "GET", path: `/v1/runs/${run}` }, RunView);
    if (outcome !== null) return;
    const { approvals } = await ask(
      served,
      { method: "GET", path: "/v1/approvals" },
      ApprovalsView,
    );
    const approval = approvals.find((one) => one.run === run && !agreed.has(one.plan));
    if (approval === undefined) {
      await pause(TURN_MS);
    } else {
      agreed.add(approval.plan);
      await stage.run(yesTo(approval), EXIT.done);
    }
  }
}

/** The words of the command that agrees to a plan. */
export function yesTo({ run, plan, step }: ApprovalView): readonly string[] {
  return ["approve", run, "--plan", plan, "--step", step];
}
