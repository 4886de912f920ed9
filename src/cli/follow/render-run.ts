import { visible } from "../../document/visible.ts";
import type { PendingView, RunView, StepView } from "../../intake/api/views/run-view.ts";
import { describeSpan } from "./describe-span.ts";

/** Paints a word; colour only ever repeats what the word says. */
export interface Paint {
  readonly strong: (text: string) => string;
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
}

/** A run as lines: what it is, one line per step, what it waits for, how it ended. */
export function renderRun(run: RunView, now: number, paint: Paint): readonly string[] {
  const idWidth = Math.max(0, ...run.steps.map(({ id }) => id.length));
  return [
    headline(run, now, paint),
    ...run.steps.map((step) => stepLine(step, idWidth, now, paint)),
    ...run.pending.flatMap((one) => pendingLines(run, one)),
    ...ending(run),
  ];
}

function headline(run: RunView, now: number, { strong }: Paint): string {
  const { id, playbook, version, params } = run;
  const values = Object.entries(params).map(([name, value]) => `${name}=${shown(value)}`);
  const about = [`${playbook} ${version}`, ...values].join(" ");
  const took = describeSpan(Date.parse(run.started), run.ended ? Date.parse(run.ended) : now);
  return visible(`${id}  ${about}  `) + strong(`${stateOf(run)} ${took}`);
}

/** The state, and once there is one the outcome, in capitals. */
function stateOf({ state, outcome, undo }: RunView): string {
  const words = undo === null ? (outcome ?? state) : `${outcome ?? state}, ${undo}`;
  return words.toUpperCase().replaceAll("_", " ");
}

function shown(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

const STATE_WIDTH = "unreached".length;
const TIME_WIDTH = 6;

function stepLine(step: StepView, idWidth: number, now: number, paint: Paint): string {
  const { id, state, says } = step;
  const word = paintState(state, paint);
  const rest = `  ${id.padEnd(idWidth)}  ${timeOf(step, now).padStart(TIME_WIDTH)}  ${says}`;
  return `  ${word}${visible(rest).trimEnd()}`;
}

function paintState(state: StepView["state"], { good, bad, strong }: Paint): string {
  const word = state.padEnd(STATE_WIDTH);
  switch (state) {
    case "done":
      return good(word);
    case "failed":
      return bad(word);
    case "running":
    case "waiting":
    case "undoing":
    case "rescuing":
      return strong(word);
    case "next":
    case "skipped":
    case "stopped":
    case "unreached":
      return word;
  }
}

function timeOf({ state, began, ended }: StepView, now: number): string {
  if (began === null || state === "skipped") return "";
  return describeSpan(Date.parse(began), ended === null ? now : Date.parse(ended));
}

function pendingLines({ id }: RunView, pending: PendingView): readonly string[] {
  const { is, step, about, until } = pending;
  const by = until === null ? "" : `, by ${until}`;
  switch (is) {
    case "answer":
      return [
        visible(`  "${step}" asks${by}: ${about}`),
        visible(`    pitcrew answer ${id} ${choicesOf(pending)} --step ${step}`),
      ];
    case "settle":
      return [
        visible(`  "${step}" is in doubt: ${about}`),
        visible(`    pitcrew settle ${id} happened|not-happened|unknown --step ${step}`),
      ];
    case "approval":
      return [
        visible(`  "${step}" needs an approval${by}: ${about}`),
        visible(`    pitcrew approve ${id} --plan ${pending.plan} --step ${step}`),
        visible(`    pitcrew deny ${id} --reason "TEXT" --step ${step}`),
      ];
  }
}

function choicesOf({ choices }: PendingView): string {
  return choices.length === 0 ? '"TEXT"' : choices.join("|");
}

function ending({ reason, failure, outputs }: RunView): readonly string[] {
  const values = Object.entries(outputs).map(([name, value]) => `  ${name}: ${shown(value)}`);
  return [
    ...values.map(visible),
    ...(reason === null ? [] : [visible(`  ${reason}`)]),
    ...(failure === null ? [] : [visible(`  ${failure.code}: ${failure.remedy}`)]),
  ];
}
