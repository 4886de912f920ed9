import type { Alert } from "../../model/alert.ts";
import type { DraftParam } from "./params.ts";
import { flowMap, scalar } from "./yaml-text.ts";

export interface TestWish {
  readonly name: string;
  readonly owner: string;
  readonly alert: Alert;
  /** Labels that the alert needs, with those that the playbook matches among them. */
  readonly labels: readonly string[];
  readonly matched: ReadonlySet<string>;
  readonly params: readonly DraftParam[];
}

/** The test beside a drafted playbook: each way through it, and one that must stay closed. */
export function testText({ name, owner, alert, params, ...wish }: TestWish): string {
  const labels = new Map(wish.labels.map((label) => [label, alert.labels.get(label) ?? ""]));
  // Another value of a matched label would not even start the playbook.
  const checked = params.find(({ label, type }) => type !== "text" && !wish.matched.has(label));
  return `# Run it with "pitcrew test". Nothing outside is touched: each step answers from its stub.
playbook: ${scalar(name)}
defaults:
  alert: ${alertText(alert, labels)}
tests:
  - name: does nothing when the service answers again
    stub: { look: { status: 200, body: {} } }
    expect: { outcome: nothing_to_do }
  - name: calls a person while the service does not answer
    stub: { look: { status: 503, body: {} } }
    expect: { outcome: escalated, escalated_to: ${scalar(owner)} }
  - name: calls a person when nothing answers at all
    stub: { look: { fails: { message: No answer } } }
    expect: { outcome: escalated }
${hostileTest(alert, labels, checked)}`;
}

function hostileTest(
  alert: Alert,
  labels: ReadonlyMap<string, string>,
  checked: DraftParam | undefined,
): string {
  if (checked === undefined) return "";
  const hostile = new Map(labels).set(checked.label, "x; drop everything");
  return `  - name: a hostile label never reaches a step
    alert: ${alertText(alert, hostile)}
    expect: { outcome: refused, error: E301 }
`;
}

function alertText(alert: Alert, labels: ReadonlyMap<string, string>): string {
  return `{ alert: ${scalar(alert.name)}, labels: ${flowMap(labels)} }`;
}
