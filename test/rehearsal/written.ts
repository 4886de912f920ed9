import { parse } from "yaml";
import { Playbook } from "../../src/playbook/format/playbook.ts";
import { compileProgram, type Program } from "../../src/playbook/program.ts";
import { type Rehearsal, rehearse } from "../../src/rehearsal/rehearse.ts";
import { runTests } from "../../src/rehearsal/run-tests.ts";
import { sceneOf } from "../../src/rehearsal/scene.ts";
import { seenOf, type Seen } from "../../src/rehearsal/seen.ts";
import { TestFile } from "../../src/rehearsal/test-file.ts";
import { kinds } from "../fixtures/kinds.ts";

/** A playbook with these parts, so that a test shows only what it is about. */
export function programFrom(parts: string): Program {
  const playbook = Playbook.parse({
    format: 1,
    name: "sample",
    version: "1.0.0",
    owner: "team-payments",
    severity: "low",
    summary: "Something to rehearse.",
    safety: { mode: "auto", cooldown: "1m", lock: "sample" },
    ...parse(parts),
  });
  const compiled = compileProgram(playbook, kinds, () => false);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems, null, 2));
  return compiled.program;
}

/** How a run goes in the world that a test describes. */
export function rehearseIn(program: Program, world: string): Rehearsal {
  const { defaults, tests } = testsFrom(`tests: [{ name: one, expect: {}, ${world} }]`);
  const [test] = tests;
  if (test === undefined) throw new Error("There is one test");
  return rehearse(program, sceneOf(defaults, test));
}

export function seenIn(program: Program, world: string): Seen {
  const rehearsal = rehearseIn(program, world);
  if (rehearsal.is === "refused" || rehearsal.is === "ended") return seenOf(rehearsal);
  throw new Error(`The run did not end: ${JSON.stringify(rehearsal)}`);
}

/** What is wrong with the tests of a file, as `E161 tests.0.stub.depth: message | fix`. */
export function complaints(program: Program, text: string): readonly string[] {
  const { problems, tests } = runTests(program, testsFrom(text));
  const all = [...problems, ...tests.flatMap((test) => test.problems)];
  return all.map(({ code, at, message, fix }) => `${code} ${at.join(".")}: ${message} | ${fix}`);
}

function testsFrom(text: string): TestFile {
  return TestFile.parse({ playbook: "sample", ...parse(text) });
}
