import { visible } from "../document/visible.ts";
import { PlanView } from "../intake/api/views/plan-view.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import { readGivenParams } from "./read-given-params.ts";
import { askServer } from "./server/ask-server.ts";
import { explainReply } from "./server/explain-reply.ts";
import { type ServerOptions, serverOf } from "./server/server.ts";
import { asJson, type Terminal } from "./terminal.ts";

interface PlanOptions extends ServerOptions {
  readonly json?: true;
}

export async function plan(
  [playbook = "", ...given]: readonly string[],
  options: PlanOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const params = readGivenParams(given, terminal);
  if (params === undefined) return EXIT.usage;
  const server = serverOf(options);
  const request = { method: "POST", path: "/v1/plan", body: { playbook, params } } as const;
  const reply = await askServer(server, request, PlanView);
  if (reply.is !== "answered") return explainReply(reply, server, terminal);
  if (options.json) terminal.print(asJson(reply.value));
  else printPlan(reply.value, terminal);
  return EXIT.done;
}

function printPlan(plan: PlanView, { print, note, colors }: Terminal): void {
  print(colors.bold(visible(`${plan.playbook} ${plan.version}, mode ${plan.mode}`)));
  for (const [name, value] of Object.entries(plan.params)) {
    print(visible(`  ${name} = ${JSON.stringify(value)}`));
  }
  const width = Math.max(0, ...plan.steps.map(({ id }) => id.length));
  for (const step of plan.steps) {
    print(
      visible(`  ${step.effect.padEnd(EFFECT_WIDTH)}  ${step.id.padEnd(width)}  ${about(step)}`),
    );
    for (const line of foreseen(step)) print(visible(`${INDENT}${" ".repeat(width)}${line}`));
  }
  note("Nothing was started; pitcrew run starts it.");
}

const EFFECT_WIDTH = "idempotent".length;
const INDENT = " ".repeat(EFFECT_WIDTH + 6);

function about({ kind, does, when, asksApproval }: PlanView["steps"][number]): string {
  const condition = when === null ? "" : `, if ${when}`;
  const known = does ?? `${kind}, known only then: it depends on earlier steps`;
  return `${known}${condition}${asksApproval ? ", once approved" : ""}`;
}

function foreseen({ change, trouble }: PlanView["steps"][number]): readonly string[] {
  if (trouble !== null) return [`not looked at: ${trouble.code} ${trouble.message}`];
  if (change === null) return [];
  const { before, after } = change;
  return Object.keys({ ...before, ...after }).map((name) => {
    const values = [before[name], after[name]].filter((value) => value !== undefined);
    return `${name}: ${values.map((value) => JSON.stringify(value)).join(" → ")}`;
  });
}
