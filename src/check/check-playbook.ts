import { basename } from "node:path/posix";
import type { Document } from "../document/document.ts";
import { parseAs } from "../document/parse-as.ts";
import { isObject } from "../model/json.ts";
import type { Problem } from "../model/problem.ts";
import { Playbook } from "../playbook/format/playbook.ts";
import { compileProgram, type Program } from "../playbook/program.ts";
import { connections } from "./rules/connections.ts";
import { destinations } from "./rules/destinations.ts";
import { effects } from "./rules/effects.ts";
import { fields } from "./rules/fields.ts";
import { flow } from "./rules/flow.ts";
import { foreachTargets } from "./rules/foreach-targets.ts";
import { knownKinds } from "./rules/known-kinds.ts";
import { lockName } from "./rules/lock-name.ts";
import { needs } from "./rules/needs.ts";
import { paramDeclarations } from "./rules/param-declarations.ts";
import { people } from "./rules/people.ts";
import { resolved } from "./rules/resolved.ts";
import { error, type Rule } from "./rules/rule.ts";
import { safety } from "./rules/safety.ts";
import { uniqueIds } from "./rules/unique-ids.ts";
import { verify } from "./rules/verify.ts";
import { waits } from "./rules/waits.ts";
import { type Subject, subjectOf } from "./subject.ts";
import { keyedIn, type World } from "./world.ts";

export interface Checked {
  /** There as soon as the file has the form of a playbook, however wrong its meaning. */
  readonly subject: Subject | undefined;
  /** There when nothing is wrong, warnings aside. */
  readonly program: Program | undefined;
  readonly problems: readonly Problem[];
}

const RULES: readonly Rule[] = [
  uniqueIds,
  needs,
  paramDeclarations,
  knownKinds,
  fields,
  flow,
  verify,
  effects,
  safety,
  lockName,
  waits,
  foreachTargets,
  resolved,
  people,
  destinations,
  connections,
];

/** Everything that can be said of a playbook without knowing the others. */
export function checkPlaybook(document: Document, world: World): Checked {
  const foreign = foreignFormat(document);
  if (foreign !== undefined) return unusable([foreign]);
  const parsed = parseAs(Playbook, document);
  if (!parsed.ok) return unusable(parsed.problems);
  const playbook = parsed.value;
  const subject = subjectOf(playbook, world);
  const compiled = compileProgram(playbook, world.kinds, keyedIn(world), subject.scopes);
  const problems = [
    ...fileName(playbook, document.file),
    ...(compiled.ok ? [] : compiled.problems),
    ...RULES.flatMap((rule) => [...rule(subject)]),
  ];
  const sound = compiled.ok && problems.every(({ level }) => level === "warning");
  return { subject, program: sound ? compiled.program : undefined, problems };
}

function unusable(problems: readonly Problem[]): Checked {
  return { subject: undefined, program: undefined, problems };
}

/** A file in a newer language is not wrong in a hundred ways, but in one. */
function foreignFormat({ value }: Document): Problem | undefined {
  const format = isObject(value) ? value["format"] : undefined;
  if (typeof format !== "number" || format === 1) return undefined;
  return error({
    code: "E117",
    at: ["format"],
    message: `This Pitcrew reads format 1, not ${format}`,
    fix: "write format: 1, or use a newer Pitcrew",
  });
}

/** A playbook is found by its file name, so the two must agree. */
function* fileName({ name }: Playbook, file: string): Generator<Problem> {
  const found = basename(file.replaceAll("\\", "/")).replace(/\.ya?ml$/, "");
  if (found === name) return;
  yield error({
    code: "E114",
    at: ["name"],
    message: `The playbook is called "${name}", its file "${found}"`,
    fix: `write name: ${found}, or rename the file to ${name}.yaml`,
  });
}
