import { describe, expect, test } from "vitest";
import type { Approval, ApprovalRequest } from "../../../src/model/approval.ts";
import type { Notice } from "../../../src/model/notice.ts";
import { approvalCard, decidedCard } from "../../../src/notify/notices/approval-card.ts";
import type { Background } from "../../../src/ports/message-store.ts";
import { NO_ALERT, NOTHING_KNOWN } from "../background.ts";
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

const card = (more: Partial<Approval> = {}, known: Partial<Background> = {}) =>
  approvalCard({ ...APPROVAL, ...more }, { ...NOTHING_KNOWN, ...known }, BOOK);

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

describe("what is known beside it", () => {
  const earlier = {
    run: "0199aa11-0000-7000-8000-000000000000",
    playbook: "queue-backlog",
    startedAt: AT - 3_600_000,
    endedAt: AT - 3_000_000,
    outcome: "escalated",
    undo: null,
  } as const;

  test("is shown with what speaks against doing it now", () => {
    const shown = rows(card({}, { earlier: [earlier], lately: 3 }));

    expect(shown["RUNS BEFORE"]).toBe("21 Nov 02:05 CET  NOT FIXED  queue-backlog  run 0199aa11");
    expect(shown["WHY NOT NOW"]).toBe(
      "It did not help the last time: the last run on it (queue-backlog, run 0199aa11) ended as escalated. " +
        "3 runs have changed it within a day, so it may not last.",
    );
  });

  test("leaves the card alone while it is nothing", () => {
    expect(Object.keys(rows(card()))).not.toContain("WHY NOT NOW");
    expect(Object.keys(rows(card()))).not.toContain("RUNS BEFORE");
  });

  test("leads to the alert, its runbook and its silence, under the hosts that they are on", () => {
    const alert = {
      ...NO_ALERT,
      labels: { alertname: "QueueBacklogHigh", queue: 'a "b"' },
      annotations: { runbook_url: "https://wiki.example.com/backlog" },
      generatorUrl: "http://prometheus:9090/graph?g0.expr=up",
      senderUrl: "https://alerts.example.com/am/",
    };
    const opened = buttons(card({}, { alerts: [alert] })).filter(({ does }) => does.is === "open");

    expect(opened).toMatchObject([
      {
        label: "Alert (prometheus:9090)",
        does: { url: "http://prometheus:9090/graph?g0.expr=up" },
      },
      { label: "Runbook (wiki.example.com)", does: { url: "https://wiki.example.com/backlog" } },
      {
        label: "Silence (alerts.example.com)",
        does: {
          url: `https://alerts.example.com/am/#/silences/new?filter=${encodeURIComponent('{alertname="QueueBacklogHigh",queue="a \\"b\\""}')}`,
        },
      },
    ]);
  });

  test("leads nowhere that is not a web page, and offers no silence for less than the alert", () => {
    const alert = {
      ...NO_ALERT,
      labels: { alertname: "A", "odd name": "x" },
      annotations: { runbook_url: "javascript:alert(1)" },
      senderUrl: "https://alerts.example.com",
    };

    expect(buttons(card({}, { alerts: [alert] })).map(({ label }) => label)).toEqual([
      "Approve 8 → 14",
      "Deny",
      "Full plan",
    ]);
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
