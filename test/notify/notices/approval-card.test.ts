import { describe, expect, test } from "vitest";
import type { Approval, ApprovalRequest } from "../../../src/model/approval.ts";
import type { Notice } from "../../../src/model/notice.ts";
import { approvalCard, decidedCard } from "../../../src/notify/notices/approval-card.ts";
import { BOOK } from "../told-world.ts";

const AT = Date.parse("2026-11-21T02:05:00Z");

const REQUEST: ApprovalRequest = {
  run: "0199aa10-0000-7000-8000-000000000000",
  playbook: "queue-backlog",
  version: "1.4.0",
  hash: "sha256:5f",
  step: "scale",
  round: 1,
  why: "53 per second come in, 48 go out.",
  effects: [
    {
      item: 0,
      phase: "run",
      kind: "k8s.scale",
      effect: "idempotent",
      with: {},
      key: "k",
      targets: ["k8s/prod/payments/deployment/orders"],
      material: {},
      sentence: "Scale deployment payments/orders.",
      change: { before: { replicas: 8 }, after: { replicas: 14 } },
      digest: "sha256:1",
    },
  ],
  risk: "medium",
  isReversible: true,
  check: "Backlog under 5,000 within 15 minutes.",
  by: ["team-payments"],
  count: 1,
  owner: "payments",
  onExpire: "escalate",
  policy: { environment: "prod", selfApproval: "never" },
  requester: "ben",
  hands: [],
  expires: AT + 840_000,
};

const APPROVAL: Approval = {
  round: 1,
  request: REQUEST,
  digest: "sha256:3c9e12aabb",
  votes: [],
  standing: "waiting",
  decided: null,
  useBy: null,
  changed: [],
};

const card = (more: Partial<Approval> = {}) => approvalCard({ ...APPROVAL, ...more }, [], BOOK);

describe("the card of an approval", () => {
  test("says in one sentence what is asked, and until when", () => {
    expect(card().sentence).toMatch(
      /^Approval needed by 03:19 CET: Scale deployment payments\/orders/,
    );
  });

  test("has a row for everything that somebody has to know who says yes", () => {
    expect(rows(card())).toMatchObject({
      WHAT: expect.stringContaining("replicas 8 → 14") as string,
      WHY: "53 per second come in, 48 go out.",
      RISK: "Medium. Can be undone: yes",
      CHECK: "Backlog under 5,000 within 15 minutes.",
      "IF NO ANSWER": "Nothing changes. It is handed over to payments at 03:19 CET.",
      WHO: "one of team-payments, never ben who asked for it",
    });
    expect(JSON.stringify(card())).toContain("plan 3c9e12");
  });

  test("names the change on its button, which carries the run, the step and the digest", () => {
    const [approve] = buttons(card());

    expect(approve).toMatchObject({
      label: "Approve 8 → 14",
      tone: "main",
      does: { act: "approve", run: REQUEST.run, step: "scale", digest: "sha256:3c9e12aabb" },
    });
  });

  test("warns before what cannot be taken back", () => {
    const grave = card({ request: { ...REQUEST, isReversible: false } });

    expect(rows(grave)["RISK"]).toBe("Medium. Cannot be undone by Pitcrew.");
    expect(buttons(grave)[0]?.tone).toBe("danger");
  });

  test("says what has changed when it is asked again", () => {
    expect(rows(card({ changed: ["replicas was 8 and is 11."] }))["PLAN CHANGED"]).toBe(
      "replicas was 8 and is 11.",
    );
  });
});

describe("a card that is decided", () => {
  test.each([
    ["granted", "Approved by Ada Moreau at 03:05 CET"],
    ["denied", "Denied by Ada Moreau at 03:05 CET"],
    ["expired", "Nobody answered"],
    ["withdrawn", "No longer asked"],
    ["replaced", "Plan changed, asked again"],
  ] as const)("as %s says so, by whom and when, and asks nothing", (standing, begins) => {
    const votes = standing === "granted" ? [{ by: "ada", at: AT, breakGlass: null }] : [];
    const by = standing === "granted" || standing === "denied" ? "ada" : null;
    const decided = decidedCard({ ...APPROVAL, standing, votes, decided: { by, at: AT } }, BOOK);

    expect(decided.sentence.startsWith(begins)).toBe(true);
    expect(buttons(decided)).toEqual([]);
  });

  test("shows why one person alone was enough", () => {
    const votes = [{ by: "ada", at: AT, breakGlass: "Nobody else is awake" }];
    const decided = { ...APPROVAL, standing: "granted", votes, decided: null } as const;

    expect(rows(decidedCard(decided, BOOK))["BREAK-GLASS"]).toBe("Nobody else is awake");
  });
});

function rows({ parts }: Notice): Readonly<Record<string, string>> {
  return Object.fromEntries(
    parts.flatMap((part) => (part.is === "row" ? [[part.label, part.text]] : [])),
  );
}

function buttons({ parts }: Notice) {
  return parts.flatMap((part) => (part.is === "buttons" ? part.buttons : []));
}
