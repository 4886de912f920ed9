import { describe, expect, test } from "vitest";
import { checkFiles } from "../../../src/check/check-files.ts";
import { listTests } from "../../../src/check/list-playbooks.ts";
import type { Program } from "../../../src/playbook/program.ts";
import { readEvent, type RecordedEvent } from "../../../src/rehearsal/recorded/recording.ts";
import { testOfRun } from "../../../src/rehearsal/recorded/test-of-run.ts";
import { testText } from "../../../src/rehearsal/recorded/test-text.ts";
import { readTests } from "../../../src/rehearsal/read-tests.ts";
import { type Ended, rehearse } from "../../../src/rehearsal/rehearse.ts";
import { sceneOf } from "../../../src/rehearsal/scene.ts";
import { seenOf } from "../../../src/rehearsal/seen.ts";
import type { PlaybookTest } from "../../../src/rehearsal/test-file.ts";
import { kinds } from "../../../src/steps/registry.ts";
import { project } from "../../cli/project.ts";

const FOLDER = "playbooks";
const world = { kinds, directory: undefined, connections: undefined };
const { playbooks } = await checkFiles([FOLDER], world);
const { files } = await listTests([FOLDER]);

/** Every life that the tests of the shipped playbooks lead, as its record would have it. */
const lives = (await Promise.all(files.map(readTests))).flatMap((read) => {
  if (!read.ok) throw new Error(`${read.file} cannot be read`);
  const { content } = read.tests;
  const program = programOf(content.playbook);
  return content.tests.flatMap((one) => {
    const life = rehearse(program, sceneOf(content.defaults, one));
    return life.is === "ended" ? [{ name: `${content.playbook}: ${one.name}`, program, life }] : [];
  });
});

function programOf(name: string): Program {
  const program = playbooks.find(({ playbook }) => playbook.name === name)?.program;
  if (program === undefined) throw new Error(`There is no ${name}`);
  return program;
}

function recordOf({ run, events }: Ended): readonly RecordedEvent[] {
  const { mode, params, started: at } = run;
  const all = [{ is: "started", at, mode, params }, ...events];
  return all.flatMap((event) => readEvent(JSON.parse(JSON.stringify(event))) ?? []);
}

function madeFrom(life: Ended, program: Program, events = recordOf(life)) {
  const { outcome, path } = seenOf(life);
  return testOfRun("as it was", events, { outcome, ran: new Set(path) }, program);
}

describe("a test that is made from a run", () => {
  test.each(lives)("ends as the run did: $name", ({ program, life }) => {
    const made = madeFrom(life, program);

    const { outcome, path, changed } = seenOf(life);
    expect(made).toMatchObject({ is: "test", test: { expect: { outcome, path, changed } } });
  });

  test("is written so that it is read as the same test", async () => {
    const { program, life } = lives.find(({ name }) => name.startsWith("engine-down")) ?? fail();
    const made = madeFrom(life, program);
    if (made.is !== "test") throw new Error(made.because);
    const hostile = { ...made.test, params: { said: "\u202e evil: [\n" } } satisfies PlaybookTest;
    const { cwd } = await project({ "one.test.yaml": testText("engine-down", "1.0.0", hostile) });

    const read = await readTests(`${cwd}/one.test.yaml`);

    expect(read.ok && read.tests.content.tests).toEqual([hostile]);
  });

  test("is none of a run that somebody stopped", () => {
    const { program, life } = lives[0] ?? fail();

    const made = madeFrom(life, program, [...recordOf(life), { is: "stopped" }]);

    expect(made).toMatchObject({ is: "impossible", because: expect.stringContaining("stopped") });
  });

  test("is none of a run that went another way than its record would let it go", () => {
    const { program, life } = lives.find(({ name }) => name.includes("hang")) ?? lives[1] ?? fail();

    const made = testOfRun("x", recordOf(life), { outcome: "unknown", ran: new Set() }, program);

    expect(made).toMatchObject({
      is: "impossible",
      because: "played again, it does not end as unknown by the same steps",
    });
  });
});

function fail(): never {
  throw new Error("There is no such life");
}
