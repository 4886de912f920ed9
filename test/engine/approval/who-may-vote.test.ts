import { describe, expect, test } from "vitest";
import {
  whyMayNotApprove,
  whyMayNotBreakGlass,
  whyMayNotDeny,
} from "../../../src/engine/approval/who-may-vote.ts";
import { exampleRequest } from "./example-request.ts";
import { accessOf, actorNamed, MACHINE } from "./people.ts";

const ACCESS = accessOf(
  { ann: ["responder", "approver"], bob: ["responder"], eve: ["admin"] },
  { groups: { sre: ["zoe"] }, others: ["zoe"] },
);

const codeFor = (person: string, more: object = {}, access = ACCESS) =>
  whyMayNotApprove(actorNamed(person), exampleRequest(more), access)?.code;

describe("a yes counts", () => {
  test("of an approver of a team that is asked, and of no other member", () => {
    expect(codeFor("ann")).toBeUndefined();
    expect(codeFor("bob")).toBe("E321");
    expect(codeFor("eve")).toBe("E321");
    expect(codeFor("mallory")).toBe("E321");
  });

  test("of whoever is named, alone or in a group", () => {
    expect(codeFor("bob", { by: ["bob"] })).toBeUndefined();
    expect(codeFor("zoe", { by: ["sre"] })).toBeUndefined();
    expect(codeFor("ann", { by: ["sre"] })).toBe("E321");
  });

  test("never of a machine, whatever it may do", () => {
    expect(whyMayNotApprove(MACHINE, exampleRequest(), ACCESS)?.code).toBe("E320");
    expect(whyMayNotDeny(MACHINE, exampleRequest(), ACCESS)?.code).toBe("E320");
    expect(whyMayNotBreakGlass(MACHINE, exampleRequest(), ACCESS)?.code).toBe("E320");
  });

  test("no further than the key allows that it came with", () => {
    const narrow = { ...actorNamed("ann"), scope: ["viewer" as const] };

    expect(whyMayNotApprove(narrow, exampleRequest(), ACCESS)?.code).toBe("E402");
  });

  test("not of those who wrote or activated the version", () => {
    expect(codeFor("ann", { hands: ["pitcrew", "ann"] })).toBe("E322");
  });

  test("not of whoever asked for the run", () => {
    expect(codeFor("ann", { requester: "ann" })).toBe("E322");
    expect(codeFor("ann", { requester: "bob" })).toBeUndefined();
  });

  test("of whoever asked for it where all can be taken back and the policy allows it", () => {
    const policy = { environment: "staging", selfApproval: "reversible" };

    expect(codeFor("ann", { requester: "ann", policy })).toBeUndefined();
    expect(codeFor("ann", { requester: "ann", policy, isReversible: false })).toBe("E322");
    expect(codeFor("ann", { requester: "ann", policy, risk: "high" })).toBe("E322");
  });

  test("of the one local user, until there is a directory", () => {
    const own = { requester: "me", policy: { environment: "default", selfApproval: "solo" } };

    expect(codeFor("me", own, { is: "solo" })).toBeUndefined();
    expect(codeFor("ann", { ...own, requester: "ann" })).toBe("E322");
  });
});

describe("a no counts", () => {
  test("of everybody who could approve, also of their own wish", () => {
    const own = exampleRequest({ requester: "ann", hands: ["ann"] });

    expect(whyMayNotDeny(actorNamed("ann"), own, ACCESS)).toBeUndefined();
    expect(whyMayNotDeny(actorNamed("eve"), own, ACCESS)).toBeUndefined();
    expect(whyMayNotDeny(actorNamed("bob"), own, ACCESS)?.code).toBe("E321");
    expect(whyMayNotDeny(actorNamed("me"), own, { is: "solo" })).toBeUndefined();
  });
});

describe("breaking the glass", () => {
  test("is for approvers and admins of the owner, asked or not, also for their own wish", () => {
    const own = exampleRequest({ requester: "ann", by: ["sre"], hands: ["ann"] });

    expect(whyMayNotBreakGlass(actorNamed("ann"), own, ACCESS)).toBeUndefined();
    expect(whyMayNotBreakGlass(actorNamed("eve"), own, ACCESS)).toBeUndefined();
    expect(whyMayNotBreakGlass(actorNamed("bob"), own, ACCESS)?.code).toBe("E402");
    expect(whyMayNotBreakGlass(actorNamed("zoe"), own, ACCESS)?.code).toBe("E402");
  });
});
