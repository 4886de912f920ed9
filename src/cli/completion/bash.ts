import type { Verb } from "../verb.ts";
import { flagsOf, GLOBAL_FLAGS } from "./words.ts";

/** Plain comparison instead of `compgen -W`, which would expand a file name such as `$(…).yaml`. */
export function bashScript(verbs: readonly Verb[]): string {
  return `# bash completion for pitcrew
_pitcrew() {
  local current="\${COMP_WORDS[COMP_CWORD]}" words="" word
  if [ "$COMP_CWORD" -eq 1 ]; then
    words="$(printf '%s\\n' ${[...verbs.map(({ name }) => name), "help", "--version", ...GLOBAL_FLAGS].join(" ")})"
  else
    case "\${COMP_WORDS[1]}" in
${verbs.map(branch).join("\n")}
    esac
  fi
  COMPREPLY=()
  while IFS= read -r word; do
    if [[ -n "$word" && "$word" == "$current"* ]]; then COMPREPLY+=("$word"); fi
  done <<< "$words"
}
complete -o default -F _pitcrew pitcrew
`;
}

function branch(verb: Verb): string {
  const flags = [...flagsOf(verb), ...GLOBAL_FLAGS].join(" ");
  return `      ${verb.name})
        case "$current" in
          -*) words="$(printf '%s\\n' ${flags})" ;;
          *) ${argumentWords(verb)} ;;
        esac ;;`;
}

function argumentWords({ completes }: Verb): string {
  switch (completes.is) {
    case "nothing":
    case "files":
      return ":";
    case "words":
      return `words="$(printf '%s\\n' ${completes.words.join(" ")})"`;
    case "asked":
      return `words="$("\${COMP_WORDS[0]}" __complete ${completes.what} 2>/dev/null)"`;
  }
}
