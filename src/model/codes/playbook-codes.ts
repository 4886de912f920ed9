import type { CodeTable } from "./code-entry.ts";

/** Codes of playbook files and their tests. */
export const PLAYBOOK_CODES = {
  E100: {
    title: "File cannot be read",
    meaning: "The file is missing, is not a regular file, or is not valid UTF-8 text.",
    remedy: "Check the path, and save the file as UTF-8.",
  },
  E101: {
    title: "File too large",
    meaning: "A file may have 256 KB. Larger ones are refused before anything parses them.",
    remedy: "Split the playbook into sub-playbooks, or move data out of it.",
  },
  E102: {
    title: "Nested too deep",
    meaning:
      "A document may nest 32 levels. Deeper ones can crash a parser, so none ever sees them.",
    remedy: "Flatten the structure.",
  },
  E103: {
    title: "Not valid YAML",
    meaning: "The text does not follow YAML 1.2, so nobody can say what was meant.",
    remedy: "Mend the place that the message names; quoting the value often helps.",
  },
  E104: {
    title: "YAML feature that playbooks do not use",
    meaning:
      "Anchors, aliases, tags, merge keys and several documents in one file are refused: what you read must be what runs.",
    remedy: "Write the value out where it is used.",
  },
  E105: {
    title: "Key written twice",
    meaning: "One mapping has the same key two times; one of them would be silently lost.",
    remedy: "Remove or rename one of the two.",
  },
  E106: {
    title: "YAML changed the expression",
    meaning:
      "YAML has rules of its own for #, !, { and quotes, and one of them cut or reshaped this expression before we could read it.",
    remedy: "Put the whole value in double quotes, or write it as a block with >-.",
  },
  E107: {
    title: "Version is not text",
    meaning: "YAML reads 1.10 as the number 1.1, so a version with two parts loses information.",
    remedy: "Write three parts, such as 1.10.0.",
  },
  E110: {
    title: "Field missing",
    meaning: "A field that is always needed is not there.",
    remedy: "Add the field; the message shows its form.",
  },
  E111: {
    title: "Unknown field",
    meaning:
      "There is no such field in this place. Unknown fields are refused, because a typing error must not switch off a rule.",
    remedy: "Use the suggested name, or remove the field.",
  },
  E112: {
    title: "Value not allowed",
    meaning: "The value has the wrong type or lies outside what this field accepts.",
    remedy: "Use a value of the form that the message names.",
  },
  E113: {
    title: "Field in the wrong place",
    meaning:
      "The field exists, but has no meaning here, such as `needs` outside a `parallel` block.",
    remedy: "Move it where it belongs, or remove it.",
  },
  E114: {
    title: "Name differs from the file",
    meaning: "A playbook is found by its file name, so `name` must be the same.",
    remedy: "Rename the file or change `name`.",
  },
  E115: {
    title: "Step id used twice",
    meaning: "Other steps refer to a step by its id, so it must be unique in the playbook.",
    remedy: "Give one of them another id.",
  },
  E116: {
    title: "Wrong needs",
    meaning: "`needs` names steps of the same `parallel` block, without a circle.",
    remedy: "Name a sibling branch, or move the step after the block.",
  },
  E117: {
    title: "Unknown language version",
    meaning: "`format` names a version of the playbook language that this Pitcrew does not read.",
    remedy: "Use `format: 1`, or a newer Pitcrew.",
  },
  E118: {
    title: "Param declared wrongly",
    meaning:
      "The options of a param contradict its type: a default out of range, an enum without `of`, a minimum above the maximum.",
    remedy: "Mend the option that the message names.",
  },
  E120: {
    title: "Two playbooks claim one alert",
    meaning: "Both match some alert equally well, so nobody can say which should run.",
    remedy: "Narrow one of them by a label or `unless`, or give one a higher `priority`.",
  },
  E121: {
    title: "Unknown kind",
    meaning: "No step kind has this name.",
    remedy: "Use the suggested kind; `pitcrew schema --kinds` lists them all.",
  },
  E122: {
    title: "Wrong input for this kind",
    meaning: "The `with` block does not fit what the kind accepts.",
    remedy: "Compare with the example that `pitcrew schema --kind NAME` prints.",
  },
  E123: {
    title: "Unknown person or team",
    meaning: "An owner or approver must exist in directory.yaml; otherwise nobody would be asked.",
    remedy: "Use a known name, or add it to directory.yaml.",
  },
  E125: {
    title: "Unknown connection",
    meaning:
      "The playbook names a connection that connections.yaml does not have, or one of another type.",
    remedy: "Use a known connection, or add it to connections.yaml.",
  },
  E126: {
    title: "Unknown destination",
    meaning: "The place to escalate or post to is not in directory.yaml.",
    remedy: "Use a team's name, slack/<channel> or pagerduty/<service> that directory.yaml knows.",
  },
  E130: {
    title: "Change without verify",
    meaning:
      "A run is only `resolved` when something was checked, so each changing step has a `verify` or says why it has none.",
    remedy: 'Add `verify:` with a read kind, or `verify: none` and `because: "…"`.',
  },
  E131: {
    title: "Retry on a step that runs once",
    meaning: "A `once` step could take effect twice if it were retried.",
    remedy: "Remove `retry`, or use a kind whose effect is keyed.",
  },
  E132: {
    title: "Effect looser than the kind's",
    meaning: "A playbook may call a step more dangerous than its kind does, never less.",
    remedy: "Remove `effect`, or name a stricter one.",
  },
  E133: {
    title: "Undo that cannot be",
    meaning: "The kind cannot take its change back by itself, or the undo step changes nothing.",
    remedy: "Write `undo: none`, or an undo step of a kind that can.",
  },
  E134: {
    title: "Safety missing",
    meaning:
      "A playbook that changes something says in which mode, how often, and which lock it holds.",
    remedy: "Add the `safety` field that the message names.",
  },
  E135: {
    title: "Waits do not fit the deadline",
    meaning:
      "The steps may wait longer than the whole run may take, so the deadline would cut it in the middle.",
    remedy: "Raise `safety.deadline`, or shorten the waits that the message adds up.",
  },
  E136: {
    title: "Targets may be empty",
    meaning:
      "The list of things to change can be empty, which would look like success although nothing was done.",
    remedy: "Guard the step with `when: size(…) > 0`, so that the run says what it found.",
  },
  E137: {
    title: "Verify must only look",
    meaning:
      "`verify` runs again and again and must not change anything, so its kind has to be a read.",
    remedy: "Use a read kind.",
  },
  E138: {
    title: "Resolved without proof",
    meaning: "`stop` may end a run as `resolved` only where a verify has surely passed.",
    remedy: "End as `nothing_to_do`, or put a verified change before it.",
  },
  E139: {
    title: "Change waits for nobody",
    meaning: "The approval asks for more people than the groups it names have.",
    remedy: "Lower `count`, or name a larger group in `by`.",
  },
  E140: {
    title: "Unknown sub-playbook",
    meaning: "No playbook of this name has a version in the range.",
    remedy: "Use a known name and a range that one of its versions fits.",
  },
  E141: {
    title: "Playbooks call each other in a circle",
    meaning: "A playbook would start itself again, directly or through others.",
    remedy: "Break the circle that the message shows.",
  },
  E142: {
    title: "Sub-playbooks nested too deep",
    meaning: "A playbook may call another down to three levels, so that a person can still follow.",
    remedy: "Move steps up.",
  },
  E143: {
    title: "Lock file out of date",
    meaning:
      "playbooks/lock.yaml pins the exact content of each sub-playbook, and the files on disk differ from it.",
    remedy: "Look at the change with `pitcrew diff`, then run `pitcrew check --write-lock`.",
  },
  E144: {
    title: "Sub-playbook called wrongly",
    meaning: "The params given do not fit the params that the sub-playbook declares.",
    remedy: "Give each required param a value of its type.",
  },
  E150: {
    title: "Version already taken",
    meaning:
      "The same name and version exist with other content; a version must mean one thing for ever.",
    remedy: "Raise `version`; `pitcrew diff` says by how much.",
  },
  E151: {
    title: "Version raised too little",
    meaning: "The change is larger than the version number says.",
    remedy: "Raise `version` at least to the one that the message names.",
  },
  E160: {
    title: "Test written wrongly",
    meaning:
      "The test names a playbook, step or output that does not exist, or says nothing to expect.",
    remedy: "Compare the names with the playbook.",
  },
  E161: {
    title: "Stub does not fit",
    meaning:
      "A stub must have the form that the kind really returns, or the test would prove nothing.",
    remedy: "Give the fields that the message names.",
  },
  E162: {
    title: "Step without a stub",
    meaning:
      "The run reached a step that the test has no answer for. Tests never call the real world.",
    remedy: "Add the stub or answer that the message shows.",
  },
  E163: {
    title: "Test failed",
    meaning: "The run went another way than the test expects.",
    remedy: "Mend the playbook, or the expectation.",
  },
  E164: {
    title: "Not rehearsed",
    meaning: "No test lets the playbook take this way, so nobody knows whether it works.",
    remedy: "Add a test that takes it.",
  },
} as const satisfies CodeTable;
