import { describe, expect, test } from "vitest";
import { drawApproval } from "../../../src/console/approve/draw-approval.ts";
import type { ApprovalView } from "../../../src/intake/api/views/approval-view.ts";

const EFFECT = {
  phase: "run",
  effect: "idempotent",
  does: "Scale the workers of orders.",
  targets: ["k8s/prod/shop/deployment/workers"],
  change: { before: { replicas: 8, paused: false }, after: { replicas: 14, paused: false } },
} as const;

const ASKED: ApprovalView = {
  run: "0198c0de-6f1a-7c3e-9a51-3b8f2d4c7e90",
  playbook: "queue-backlog",
  version: "1.4.0",
  step: "scale",
  plan: "3f0c7c",
  digest: `sha256:3f0c7c${"0".repeat(58)}`,
  why: "The queue grows",
  effects: [EFFECT],
  risk: "low",
  isReversible: true,
  check: null,
  by: ["team-shop"],
  count: 2,
  votes: [{ by: "ann", at: "2026-11-20T03:05:00.000Z" }],
  asked: "2026-11-20T03:04:00.000Z",
  expires: "2026-11-20T03:19:00.000Z",
  onExpire: "escalate",
  owner: "team-shop",
};

async function drawn(more: Partial<ApprovalView> = {}): Promise<string> {
  const now = { at: Date.parse(ASKED.asked), zone: "UTC" };
  return String(await drawApproval({ ...ASKED, ...more }, "token", now)).replace(/\s+/g, " ");
}

describe("the page of an approval", () => {
  test("sets what is there now beside what would be, and leaves out what stays", async () => {
    const page = await drawn();

    expect(page).toMatch(/replicas<\/th> <td>8<\/td> <td><strong>14<\/strong>/);
    expect(page).not.toContain("paused");
  });

  test("says so when nothing is known of what is there", async () => {
    const page = await drawn({ effects: [{ ...EFFECT, change: null }] });

    expect(page).toContain("What is there now is not known.");
  });

  test("names who has said yes, how many must, and until when", async () => {
    const page = await drawn();

    expect(page).toContain("2 of team-shop");
    expect(page).toContain("ann approved");
    expect(page).toContain("03:19 UTC");
  });

  test("wants the name of the target written only where the risk is high or nothing leads back", async () => {
    const wanted = "To approve, write <code>workers</code>";

    expect(await drawn()).not.toContain(wanted);
    expect(await drawn({ risk: "high" })).toContain(wanted);
    expect(await drawn({ isReversible: false })).toContain(wanted);
  });
});
