import type { Verb, VerbOption } from "../verb.ts";
import { longFlag } from "./words.ts";

export function zshScript(verbs: readonly Verb[]): string {
  return `#compdef pitcrew
# zsh completion for pitcrew
_pitcrew() {
  local -a verbs
  verbs=(
${verbs.map(({ name, summary }) => `    ${quoted(`${name}:${summary}`)}`).join("\n")}
    'help:show help'
  )
  if (( CURRENT == 2 )); then
    _describe 'command' verbs
    return
  fi
  local -a found
  case "$words[2]" in
${verbs.map(branch).join("\n")}
  esac
}
if [[ "$funcstack[1]" == _pitcrew ]]; then _pitcrew; else compdef _pitcrew pitcrew; fi
`;
}

function branch(verb: Verb): string {
  return `    ${verb.name})
      if [[ "$words[CURRENT]" == -* ]]; then
        found=(${verb.options.map(flagEntry).join(" ")})
        _describe 'option' found
      else
        ${argumentLine(verb)}
      fi ;;`;
}

function flagEntry({ flags, meaning }: VerbOption): string {
  return quoted(`${longFlag(flags)}:${meaning}`);
}

function argumentLine({ completes }: Verb): string {
  switch (completes.is) {
    case "nothing":
      return ":";
    case "files":
      return "_files";
    case "words":
      return `compadd -- ${completes.words.join(" ")}`;
    case "asked":
      return `found=(\${(f)"$("$words[1]" __complete ${completes.what} 2>/dev/null)"}); compadd -a found || _files`;
  }
}

/** Inside single quotes nothing is special to the shell but the quote itself. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
