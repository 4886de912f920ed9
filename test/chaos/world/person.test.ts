import { describe, expect, test } from "vitest";
import { Driver, fire, programOf, UNVERIFIED } from "../../engine/machine/driver.ts";
import { later } from "../history/example-history.ts";
import { answersTo, settle } from "./person.ts";

const ASK = { id: "ask", kind: "ask", with: { question: "Go on?", of: ["team-test"] } };
const BY_TWO = { approve: { by: ["team-test"], count: 2, expires: "15m" } };

describe("a person who answers", () => {
  test("says nothing to a run that asks nothing", () => {
    const { run } = new Driver(programOf([fire("page", UNVERIFIED)]));

    expect(answersTo(run)).toEqual({ messages: [], doubts: [] });
  });

  test("answers a question, and the same way however often it is looked at", () => {
    const { run } = new Driver(programOf([ASK]));

    expect(answersTo(run).messages).toMatchObject([{ event: { is: "answered", step: "ask" } }]);
    expect(answersTo(run)).toEqual(answersTo(run));
  });

  test("lets one voter approve after the other", () => {
    const driver = new Driver(programOf([fire("page", { ...UNVERIFIED, ...BY_TWO })]));
    const first = answersTo(driver.run).messages;
    later(driver).vote("page", "approve", "voter-1");
    const second = answersTo(driver.run).messages;

    expect(first).toMatchObject([{ event: { is: "voted", by: "voter-1", vote: "approve" } }]);
    expect(second).toMatchObject([{ event: { is: "voted", by: "voter-2", vote: "approve" } }]);
  });

  test("settles each attempt in doubt for itself, as the outside has it", () => {
    const driver = new Driver(programOf([fire("page", UNVERIFIED)]));
    later(driver).perform("page", { is: "in_doubt", reason: "cut" });
    const [doubt] = answersTo(driver.run).doubts;
    if (doubt === undefined) throw new Error("there must be a doubt");

    expect(doubt).toEqual({ run: "r-1", step: "page", item: 0, attempt: 1 });
    const no = settle(doubt, false);
    expect(no.event).toMatchObject({ is: "settled", step: "page", verdict: "not_happened" });
    expect(settle(doubt, true).event).toMatchObject({ verdict: "happened" });
    expect(settle({ ...doubt, attempt: 2 }, false).id).not.toBe(no.id);
  });
});
