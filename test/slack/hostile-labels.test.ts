import type { HomeView, KnownBlock, ModalView } from "@slack/types";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { momentsOf, UNBORN } from "../../src/engine/step-times.ts";
import type { Run } from "../../src/engine/machine/state.ts";
import type { ApprovalView } from "../../src/intake/api/views/approval-view.ts";
import type { RunView } from "../../src/intake/api/views/run-view.ts";
import {
  confirmModal,
  denyModal,
  pageModal,
} from "../../src/integrations/slack/app/dialogs/decision-modals.ts";
import { readModal } from "../../src/integrations/slack/app/dialogs/modal.ts";
import { startModal } from "../../src/integrations/slack/app/dialogs/start-modal.ts";
import { approvalReply } from "../../src/integrations/slack/app/replies/approval-reply.ts";
import { overviewReply } from "../../src/integrations/slack/app/replies/overview-reply.ts";
import { planReply } from "../../src/integrations/slack/app/replies/plan-reply.ts";
import { refusalReply } from "../../src/integrations/slack/app/replies/refusal-reply.ts";
import { runReply } from "../../src/integrations/slack/app/replies/run-reply.ts";
import { whyReply } from "../../src/integrations/slack/app/replies/why-reply.ts";
import { renderNotice } from "../../src/integrations/slack/message/render.ts";
import { changeBody, noteContent, triggerBody } from "../../src/integrations/pagerduty/wire.ts";
import type { Approval } from "../../src/model/approval.ts";
import type { Notice } from "../../src/model/notice.ts";
import { alarm } from "../../src/notify/notices/alarm.ts";
import { approvalCard, decidedCard } from "../../src/notify/notices/approval-card.ts";
import { detail } from "../../src/notify/notices/detail.ts";
import { digest } from "../../src/notify/notices/digest.ts";
import { doubtCard } from "../../src/notify/notices/doubt-card.ts";
import { liveNotice } from "../../src/notify/notices/live-notice.ts";
import { pageNotice } from "../../src/notify/notices/page-notice.ts";
import { postNotice } from "../../src/notify/notices/post-notice.ts";
import { questionCard } from "../../src/notify/notices/question-card.ts";
import { settledCard } from "../../src/notify/notices/settled-card.ts";
import type { Background } from "../../src/ports/message-store.ts";
import { Driver, programOf, set } from "../engine/machine/driver.ts";
import { NO_ALERT, NOTHING_KNOWN } from "../notify/background.ts";
import { BOOK } from "../notify/told-world.ts";
import { judgeBlocks, judgeView } from "./judge.ts";

const RUN = "0199aa10-0000-7000-8000-000000000000";
const AT = "2026-11-21T02:05:00.000Z";

/** What somebody might put into a label, an annotation, an answer or the output of a system. */
const hostile = fc.oneof(
  fc.constantFrom(
    "<!channel> <!here> <@U1> <#C1> <!subteam^S1>",
    "@channel @everyone @here",
    "<https://evil.example|Approve> https://evil.example [x](https://evil.example)",
    "*bold* _it_ `code` ~no~ :tada: &lt;!channel&gt;",
    "abc\u202Egnp.exe\u2066\u200Fxyz\u061C",
    "\u0000\u0007\u001B[2J\u007F\u0085\u2028\u2029\r\n",
    "x".repeat(65_536),
    "😀".repeat(20_000),
    "\uD800 lone \uDFFF",
    "\n".repeat(500),
  ),
  fc.string({ unit: "binary", maxLength: 200 }),
  fc.string({ unit: "binary" }).map((text) => `<!channel>${text}<@U1>`),
);

function backgroundOf(evil: string): Background {
  const alert = {
    ...NO_ALERT,
    labels: { alertname: evil, queue: evil },
    annotations: { runbook_url: `https://wiki.example.com/${evil}`, summary: evil },
    generatorUrl: evil,
    senderUrl: "https://alerts.example.com",
  };
  const earlier = {
    run: RUN,
    playbook: evil,
    startedAt: 0,
    endedAt: 1,
    outcome: "failed",
    undo: null,
  } as const;
  return {
    ...NOTHING_KNOWN,
    alerts: [alert],
    earlier: [earlier],
    heldBy: { who: evil, reason: evil },
  };
}

function approvalOf(evil: string): Approval {
  const effect = {
    item: 0,
    phase: "run",
    kind: "k8s.scale",
    effect: "idempotent",
    with: {},
    key: "k",
    targets: [evil],
    material: {},
    sentence: evil,
    change: { before: { a: evil }, after: { a: `${evil}!` } },
    digest: "sha256:1",
  } as const;
  const request = {
    run: RUN,
    playbook: "queue-backlog",
    version: "1.0.0",
    hash: "h",
    step: "scale",
    round: 1,
    why: evil,
    effects: [effect, { ...effect, phase: "undo" }],
    risk: "high",
    isReversible: true,
    check: evil,
    by: [evil],
    count: 1,
    owner: evil,
    onExpire: "escalate",
    policy: { environment: "prod", selfApproval: "never" },
    requester: evil,
    hands: [],
    expires: Date.parse(AT),
  } as const;
  const votes = [{ by: evil, at: 0, breakGlass: evil }];
  const decided = { by: evil, at: 0 };
  const digest = "sha256:3c9e12aabb";
  return {
    round: 1,
    request,
    digest,
    votes,
    standing: "waiting",
    decided,
    useBy: null,
    changed: [evil],
  };
}

const PROGRAM = programOf([
  set("scale"),
  { id: "ask", kind: "ask", with: { question: "?", of: ["ops"] } },
]);
const ASKING = new Driver(PROGRAM).succeed("scale");

function runOf(evil: string): Run {
  return { ...ASKING.run, params: { queue: evil, env: evil } };
}

function endedOf(evil: string): Run {
  const failure = { code: "E602", message: evil, remedy: evil, retry: "never" } as const;
  const reason = evil;
  const ending = {
    outcome: "failed",
    reason,
    step: "scale",
    failure,
    escalateTo: evil,
    plan: [],
    wish: null,
  } as const;
  return { ...runOf(evil), phase: { is: "ended", ending, at: 1, outputs: {}, undo: null } };
}

function viewOf(evil: string): RunView {
  const pending = {
    is: "answer",
    step: "ask",
    item: 0,
    about: evil,
    choices: [],
    until: null,
    plan: null,
  } as const;
  const step = {
    id: "scale",
    kind: "k",
    state: "failed",
    says: evil,
    began: null,
    ended: null,
  } as const;
  return {
    id: RUN,
    playbook: "queue-backlog",
    version: "1.0.0",
    params: { queue: evil },
    started: AT,
    ended: AT,
    outcome: null,
    headline: { state: "WAITING FOR YOU", about: evil },
    reason: evil,
    steps: [step],
    pending: [pending],
  } as never; // what no reply reads is left out
}

const ASKED = (evil: string) =>
  ({
    ...approvalOf(evil).request,
    plan: "3c9e12",
    effects: [
      {
        phase: "run",
        does: evil,
        targets: [evil],
        change: { before: { a: 1 }, after: { a: evil } },
      },
    ],
    expires: AT,
  }) as never as ApprovalView; // what no reply reads is left out

const WHY = (evil: string) => ({
  alert: { labels: { alertname: evil }, closed: null, opened: AT, source: "main" },
  sentences: [evil, evil],
  verdicts: [{ run: RUN }],
});

const NOTICES: Readonly<Record<string, (evil: string) => Notice>> = {
  "an approval": (evil) => approvalCard(approvalOf(evil), backgroundOf(evil), BOOK),
  "a decision": (evil) => decidedCard({ ...approvalOf(evil), standing: "granted" }, BOOK),
  "an alarm": (evil) => {
    const run = endedOf(evil);
    if (run.phase.is !== "ended") throw new Error("it has ended");
    return alarm(PROGRAM, run, run.phase.ending, backgroundOf(evil), BOOK);
  },
  "a run": (evil) =>
    liveNotice(
      PROGRAM,
      { run: runOf(evil), times: new Map(), startedBy: evil, background: backgroundOf(evil) },
      BOOK,
    ),
  "a run that ended": (evil) =>
    liveNotice(
      PROGRAM,
      { run: endedOf(evil), times: new Map(), startedBy: evil, background: backgroundOf(evil) },
      BOOK,
    ),
  "many runs": (evil) =>
    digest(
      [
        { run: RUN, line: evil },
        { run: RUN, line: evil },
      ],
      BOOK,
    ),
  "a doubt": (evil) => doubtCard(runOf(evil), { step: "scale", item: 0 }, evil),
  "a question": (evil) =>
    questionCard(
      runOf(evil),
      { step: "ask", item: 0 },
      { question: `?${evil.slice(0, 2_000)}`, of: ["ops"], proof: `!${evil.slice(0, 200)}` },
      0,
      BOOK,
    ),
  "a settled card": (evil) => settledCard(evil, evil),
  "a page": (evil) =>
    pageNotice(
      {
        id: 1,
        kind: "page_asked",
        to: evil,
        reason: evil,
        by: evil,
        about: evil,
        trouble: evil,
        isPaged: false,
        isSettled: false,
      },
      BOOK,
    ),
  "a post": (evil) => postNotice(PROGRAM, runOf(evil), evil, BOOK),
  "what happened": (evil) => {
    const entry = { seq: 1, at: 0, kind: "x", actor: evil, surface: "cli", prev: "", hash: "" };
    const started = { ...ASKING.started, params: { queue: evil } };
    const recorded = { event: started, notes: [evil], actor: evil, surface: "cli", entry } as never;
    return detail(momentsOf(PROGRAM, UNBORN, [recorded]), BOOK) ?? settledCard(evil, evil);
  },
  "a refusal": (evil) => refusalReply({ code: "E433", message: evil, remedy: evil }),
  "an answer about a run": (evil) => runReply(viewOf(evil), BOOK),
  "an answer about all": (evil) =>
    overviewReply(
      {
        live: [viewOf(evil)],
        ended: [viewOf(evil)],
        unpaged: [{ run: RUN, occurrence: null, at: 0, attempts: 1, nextAt: 0, trouble: evil }],
      },
      BOOK,
    ),
  "an answer with a plan": (evil) =>
    planReply({
      playbook: "p",
      version: "1",
      params: { a: evil },
      mode: "auto",
      steps: [
        {
          id: "a",
          kind: "k",
          does: evil,
          change: { before: { a: 1 }, after: { a: evil } },
          when: evil,
          asksApproval: true,
          trouble: { message: evil },
        },
      ],
    } as never),
  "an answer with all effects": (evil) => approvalReply(ASKED(evil), "UTC"),
  "an answer why": (evil) => whyReply(WHY(evil) as never, BOOK),
};

const CARRIED = { respond: null };
const DECISION = {
  is: "click",
  act: "approve",
  run: RUN,
  step: "scale",
  digest: "sha256:1",
} as const;

const VIEWS: Readonly<Record<string, (evil: string) => ModalView | HomeView>> = {
  "a plan to read": (evil) => readModal("Full plan", approvalReply(ASKED(evil), "UTC")),
  "a confirmation": (evil) => confirmModal(DECISION, evil.slice(0, 60), CARRIED),
  "a denial": (evil) => denyModal({ ...DECISION, act: "deny" }, evil.slice(0, 60), CARRIED),
  "a page to ask for": (evil) =>
    pageModal(RUN, "platform", [`pagerduty/${evil.slice(0, 20)}`], CARRIED),
  "a start": (evil) =>
    startModal(
      {
        name: "p",
        version: "1",
        summary: evil,
        params: [{ name: "a", type: "text", hasDefault: true, describe: evil }],
      } as never,
      { a: evil },
      CARRIED,
    ),
};

describe.each(Object.entries(NOTICES))("%s", (_, notice) => {
  test("calls nobody, leads nowhere and fits, whatever somebody has written", () => {
    fc.assert(
      fc.property(hostile, (evil) => {
        const { text, blocks } = renderNotice(notice(evil));
        expect(text).not.toMatch(/[<>\n]/);
        expect(text.length).toBeLessThan(6_000);
        expect(judgeBlocks(blocks)).toEqual([]);
        expectPlain(blocks);
        expect(text).not.toMatch(HIDDEN);
      }),
      { numRuns: 60 },
    );
  });
});

describe.each(Object.entries(VIEWS))("the dialog of %s", (_, view) => {
  test("is plain text and fits, whatever somebody has written", () => {
    fc.assert(
      fc.property(hostile, (evil) => {
        const drawn = view(evil);
        expect(judgeView(drawn)).toEqual([]);
        expectPlain(drawn.blocks as KnownBlock[]);
      }),
      { numRuns: 60 },
    );
  });
});

describe("a page", () => {
  test("is one plain line with evidence that fits, whatever somebody has written", () => {
    fc.assert(
      fc.property(hostile, (evil) => {
        const common = {
          service: "s",
          summary: evil,
          source: evil,
          details: { a: evil, b: [evil] },
          links: [],
        };
        const page = triggerBody({ ...common, key: evil, severity: "high" }, "r".repeat(32));
        const change = changeBody({ ...common, at: 0 }, "r".repeat(32));
        const note = noteContent({ service: "s", key: "k", text: evil, id: "7" });
        for (const { payload } of [page, change]) {
          expect(payload.summary.length).toBeGreaterThan(0);
          expect(Array.from(payload.summary).length).toBeLessThanOrEqual(1_024);
          expect(`${payload.summary}${payload.source}`).not.toMatch(HIDDEN);
          expect(`${payload.summary}${payload.source}`).not.toContain("\n");
        }
        expect(page.dedup_key.length).toBeLessThanOrEqual(255);
        expect(Buffer.byteLength(JSON.stringify(page))).toBeLessThanOrEqual(524_288);
        expect(note.replaceAll("\n", "")).not.toMatch(HIDDEN);
        expect(note.endsWith("[pitcrew note 7]")).toBe(true);
      }),
      { numRuns: 100 },
    );
  });
});

const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

/** Of all that Slack lays out, only our own calls name people, and only our own links lead anywhere. */
function expectPlain(blocks: readonly KnownBlock[]): void {
  const wrong: string[] = [];
  JSON.stringify(blocks, (key, value: unknown) => {
    const said = String(value);
    if (key === "type" && ACTIVE.includes(said)) wrong.push(`there is a ${said}`);
    if (key === "url" && !OURS.test(said)) wrong.push(`it leads to ${said}`);
    if (key === "text" && typeof value === "string" && HIDDEN.test(said.replaceAll("\n", "")))
      wrong.push("it hides something");
    return value;
  });
  expect(wrong).toEqual([]);
}

const ACTIVE: readonly string[] = ["user", "mrkdwn", "broadcast", "usergroup", "channel", "emoji"];
const OURS = /^https:\/\/(?:pitcrew|wiki|alerts)\.example\.com\//;
