import type { Verb, VerbOption } from "../verb.ts";
import { longFlag } from "./words.ts";

export function fishScript(verbs: readonly Verb[]): string {
  return `# fish completion for pitcrew
complete -c pitcrew -n __fish_use_subcommand -a help -d 'show help' -f
${verbs.map(verbLines).join("\n")}
`;
}

function verbLines(verb: Verb): string {
  const { name, summary, options } = verb;
  return [
    `complete -c pitcrew -n __fish_use_subcommand -a ${name} -d ${quoted(summary)} -f`,
    ...options.map((option) => `${inside(verb)} ${flagEntry(option)}`),
    argumentLine(verb),
  ].join("\n");
}

function inside({ name }: Verb): string {
  return `complete -c pitcrew -n '__fish_seen_subcommand_from ${name}'`;
}

function flagEntry({ flags, meaning }: VerbOption): string {
  const takesValue = flags.includes("<");
  return `-l ${longFlag(flags).replace(/^--/, "")} -d ${quoted(meaning)}${takesValue ? " -r" : ""}`;
}

function argumentLine(verb: Verb): string {
  const { completes } = verb;
  switch (completes.is) {
    case "nothing":
      return `${inside(verb)} -f`;
    case "files":
      return `${inside(verb)} -F`;
    case "words":
      return `${inside(verb)} -f -a ${quoted(completes.words.join(" "))}`;
    case "asked":
      return `${inside(verb)} -a '(pitcrew __complete ${completes.what} 2>/dev/null)'`;
  }
}

/** In single quotes fish knows two escapes. */
function quoted(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}
