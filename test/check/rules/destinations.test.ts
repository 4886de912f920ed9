import { describe, expect, test } from "vitest";
import { destinations } from "../../../src/check/rules/destinations.ts";
import { judge, problems } from "./playbook-from.ts";
import { SMALL_WORLD } from "./world-of.ts";

describe("a destination", () => {
  test.each(["team-payments", "slack/incidents", "pagerduty/payments"])("%s is known", (to) => {
    expect(judge(destinations, escalate(to), SMALL_WORLD)).toEqual([]);
  });

  test("that nobody listens to is refused", () => {
    const [found] = problems(destinations, escalate("pagerduty/payment"), SMALL_WORLD);
    expect(found).toMatchObject({
      code: "E126",
      at: ["steps", 0, "with", "to"],
      fix: 'did you mean "pagerduty/payments"?',
    });
  });

  test("of a note is a service that is known", () => {
    expect(judge(destinations, note("payments"), SMALL_WORLD)).toEqual([]);
    expect(problems(destinations, note("payment"), SMALL_WORLD)).toMatchObject([
      { code: "E126", at: ["steps", 0, "with", "service"], fix: 'did you mean "payments"?' },
    ]);
  });

  test("is not looked up without a directory", () => {
    expect(judge(destinations, escalate("pagerduty/nobody"))).toEqual([]);
  });
});

function note(service: string): string {
  return `steps: [{ id: a, kind: pagerduty.note, with: { text: help, service: ${service} } }]`;
}

function escalate(to: string): string {
  return `steps: [{ id: a, kind: escalate, with: { to: ${to}, reason: help } }]`;
}
