import { Command, Option } from "commander";
import packageJson from "../../package.json" with { type: "json" };
import { EXIT, EXIT_MEANINGS, type ExitCode } from "./exit-codes.ts";
import { openTerminal, type Streams, type TerminalOptions } from "./terminal.ts";
import type { Example, Verb, VerbOption } from "./verb.ts";

/** The command line as commander sees it. `ended` is told how the verb that was called ended. */
export function createProgram(
  { verbs, hidden }: { readonly verbs: readonly Verb[]; readonly hidden: readonly Verb[] },
  streams: Streams,
  ended: (exit: ExitCode) => void,
): Command {
  const program = new Command("pitcrew")
    .description("Alerts in, rehearsed playbooks run, people asked, everything on record.")
    .usage("<command> [options]")
    .version(packageJson.version, "-V, --version", "print the version")
    .option("--no-color", "plain text, as with NO_COLOR or in a pipe")
    .option("-q, --quiet", "data and errors only")
    .helpOption("-h, --help", "show help for a command")
    .addHelpCommand(
      new Command("help").argument("[command]").summary("show help").helpGroup("Shell:"),
    )
    .configureHelp({ showGlobalOptions: true, subcommandTerm: (command) => command.name() })
    .configureOutput({ outputError: () => undefined })
    .exitOverride()
    .addHelpText("after", examplesText(PROGRAM_EXAMPLES))
    .addHelpText("after", exitCodesText());
  for (const verb of [...verbs, ...hidden]) {
    const command = createCommand(verb, streams, ended).copyInheritedSettings(program);
    program.addCommand(command, { hidden: hidden.includes(verb) });
  }
  return program;
}

const PROGRAM_EXAMPLES: readonly Example[] = [
  { line: "pitcrew new queue-backlog --from-alert alert.json", does: "a playbook for an alert" },
  { line: "pitcrew check && pitcrew test", does: "is it right, and does it do what it should" },
];

function createCommand(verb: Verb, streams: Streams, ended: (exit: ExitCode) => void): Command {
  const command = new Command(verb.name)
    .summary(verb.summary)
    .description(sentence(verb.summary))
    .helpGroup(verb.group)
    .helpOption("-h, --help", "show this help");
  if (verb.usage !== "") command.arguments(verb.usage);
  for (const option of verb.options) command.addOption(createOption(option));
  if (verb.examples.length > 0) command.addHelpText("after", examplesText(verb.examples));
  return command.action(async () => {
    const options = command.optsWithGlobals<TerminalOptions>();
    ended(await verb.run(command, openTerminal(streams, options)));
  });
}

function createOption({ flags, meaning, choices }: VerbOption): Option {
  const option = new Option(flags, meaning);
  return choices === undefined ? option : option.choices(choices);
}

function examplesText(examples: readonly Example[]): string {
  const width = Math.max(...examples.map(({ line }) => line.length));
  const lines = examples.map(({ line, does }) => `  ${line.padEnd(width)}  ${does}`);
  return ["\nExamples:", ...lines].join("\n");
}

function exitCodesText(): string {
  const common: readonly ExitCode[] = [EXIT.done, EXIT.usage, EXIT.playbookErrors];
  const lines = common.map((code) => `  ${code}  ${EXIT_MEANINGS[code]}`);
  return ["\nExit codes:", ...lines].join("\n");
}

function sentence(summary: string): string {
  return `${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`;
}
