import { checkFiles } from "../check/check-files.ts";
import { visible } from "../document/visible.ts";
import { resolveParams } from "../match/resolve-params.ts";
import { selectPlaybook } from "../match/select-playbook.ts";
import type { Alert } from "../model/alert.ts";
import type { Playbook } from "../playbook/format/playbook.ts";
import { PLAYBOOKS } from "./defaults.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import { type Answer, describeAnswer, printAnswer } from "./match-answer.ts";
import { readAlertFile } from "./read-alert-file.ts";
import { asJson, type Terminal } from "./terminal.ts";
import { openWorld, type WorldOptions } from "./world.ts";

interface MatchOptions extends WorldOptions {
  readonly json?: true;
}

export async function match(
  [file = ""]: readonly string[],
  options: MatchOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const alerts = await readAlertFile(file, terminal);
  if (alerts === undefined) return EXIT.usage;
  const playbooks = await loadPlaybooks(options, terminal);
  const answers = alerts.map((alert) => answer(playbooks, alert));
  if (options.json) terminal.print(asJson({ alerts: answers.map(describeAnswer) }));
  else for (const one of answers) printAnswer(one, terminal);
  return answers.some(({ selection }) => selection.is === "tie") ? EXIT.playbookErrors : EXIT.done;
}

/** Those that work; two that claim one alert work as well, and match shows what comes of it. */
async function loadPlaybooks(
  { playbooks = PLAYBOOKS, ...options }: WorldOptions,
  terminal: Terminal,
): Promise<readonly Playbook[]> {
  const { world, findings } = await openWorld(options, terminal);
  const report = await checkFiles([playbooks], world);
  const errors = [...findings, ...report.findings].filter(({ level }) => level === "error");
  const broken = new Set(errors.filter(({ code }) => code !== "E120").map(({ file }) => file));
  for (const name of broken) {
    terminal.note(`${visible(name)} has errors and is left out; pitcrew check shows them.`);
  }
  return report.playbooks.filter((one) => !broken.has(one.file)).map(({ playbook }) => playbook);
}

function answer(playbooks: readonly Playbook[], alert: Alert): Answer {
  const selection = selectPlaybook(playbooks, alert);
  const params =
    selection.is === "chosen" ? resolveParams(selection.playbook.params, alert, {}) : undefined;
  return { alert, selection, params };
}
