import { describe, expect, test } from "vitest";
import { render } from "../../src/document/render.ts";
import { rehearseFiles } from "../../src/rehearsal/rehearse-files.ts";
import type { RehearsalReport } from "../../src/rehearsal/report.ts";
import { kinds } from "../fixtures/kinds.ts";

const FIXTURES = "test/fixtures/rehearsal";

describe.each([
  "test/fixtures/playbooks/queue-backlog.test.yaml",
  "test/fixtures/playbooks/stuck-workflow.test.yaml",
  "playbooks/queue-backlog.test.yaml",
  "playbooks/workflow-stuck.test.yaml",
])("%s", (file) => {
  test("passes", async () => {
    const { findings, files } = await run(file);

    expect(findings.map((finding) => render(finding))).toEqual([]);
    expect(files[0]?.tests.length).toBeGreaterThan(10);
  });

  test("takes every way through its playbook", async () => {
    const { files } = await run(file);
    const [gaps] = files.map(({ coverage }) => coverage?.gaps);

    expect(gaps?.map((gap) => render(gap))).toEqual([]);
  });
});

describe("a test file", () => {
  test("that fails shows the line of the expectation, what came, and what to do", async () => {
    const { files, findings } = await run(`${FIXTURES}/failing.test.yaml`);

    expect(files[0]?.tests.map(({ name, passed }) => [name, passed])).toEqual([
      ["hands over although the queue has drained", false],
      ["the queue has drained", true],
    ]);
    expect(findings.map((finding) => render(finding))).toEqual([
      [
        `${FIXTURES}/failing.test.yaml:6:24 E163 outcome is nothing_to_do, not escalated: The queue has drained`,
        "      expect: { outcome: escalated }",
        "                         ^^^^^^^^^",
        "  fix: mend the playbook, or expect outcome: nothing_to_do",
      ].join("\n"),
    ]);
  });

  test("about a playbook that is not beside it names the one that was meant", async () => {
    expect(await complaints(`${FIXTURES}/misnamed.test.yaml`)).toEqual([
      'misnamed.test.yaml:1:11 E160 There is no drian.yaml beside this test | did you mean "drain"?',
    ]);
  });

  test("about a playbook with errors shows these and runs nothing", async () => {
    const { files } = await run(`${FIXTURES}/broken.test.yaml`);

    expect(files[0]?.tests).toEqual([]);
    expect(await complaints(`${FIXTURES}/broken.test.yaml`)).toEqual([
      expect.stringContaining("broken.yaml:9:11 E121"),
    ]);
  });

  test("of another form is refused field by field", async () => {
    expect(await complaints(`${FIXTURES}/misshapen.test.yaml`)).toEqual([
      expect.stringMatching(/misshapen.test.yaml:4:5 E111 .* \| did you mean "stub"\?$/),
      expect.stringMatching(/misshapen.test.yaml:5:24 E112 .* \| did you mean "escalated"\?$/),
    ]);
  });

  test("that is no YAML we accept is refused where it breaks", async () => {
    expect(await complaints(`${FIXTURES}/unreadable.test.yaml`)).toEqual([
      expect.stringContaining("unreadable.test.yaml:2:1 E105"),
    ]);
  });

  test("that is not there is said so", async () => {
    expect(await complaints(`${FIXTURES}/nothing.test.yaml`)).toEqual([
      expect.stringContaining("nothing.test.yaml:1:1 E100"),
    ]);
  });

  test("can be named by its playbook", async () => {
    const { files } = await run("test/fixtures/playbooks/queue-backlog.yaml");

    expect(files.map(({ file }) => file)).toEqual([
      "test/fixtures/playbooks/queue-backlog.test.yaml",
    ]);
  });
});

describe("a folder", () => {
  test("stands for all test files in it, in their order", async () => {
    const { files } = await run("test/fixtures/playbooks");

    expect(files.map(({ file }) => file)).toEqual([
      "test/fixtures/playbooks/queue-backlog.test.yaml",
      "test/fixtures/playbooks/stuck-workflow.test.yaml",
    ]);
  });

  test("tells each finding once, at the file it belongs to", async () => {
    const { findings } = await run(FIXTURES);

    expect(findings.map(({ file, code }) => `${file.slice(FIXTURES.length + 1)} ${code}`)).toEqual([
      "broken.yaml E121",
      "failing.test.yaml E163",
      "misnamed.test.yaml E160",
      "misshapen.test.yaml E111",
      "misshapen.test.yaml E112",
      "unreadable.test.yaml E105",
    ]);
  });

  test("shows each playbook without tests as covered in no way", async () => {
    const { files } = await run(`${FIXTURES}/untested`);

    expect(files).toMatchObject([
      {
        file: `${FIXTURES}/untested/forgotten.yaml`,
        tests: [],
        coverage: { points: 4, reached: 0 },
      },
    ]);
  });

  test("has no coverage unless somebody asks for it", async () => {
    const { files } = await rehearseFiles([FIXTURES], WORLD, { coverage: false });

    expect(files.map(({ coverage }) => coverage).filter(Boolean)).toEqual([]);
  });
});

const WORLD = { kinds, directory: undefined, connections: undefined };

async function run(...paths: readonly string[]): Promise<RehearsalReport> {
  return rehearseFiles(paths, WORLD, { coverage: true });
}

/** Each finding as `file:line:column code message | fix`. */
async function complaints(path: string): Promise<readonly string[]> {
  const { findings } = await run(path);
  return findings.map(({ file, line, column, code, message, fix }) => {
    const name = file.slice(file.lastIndexOf("/") + 1);
    return `${name}:${line}:${column} ${code} ${message} | ${fix}`;
  });
}
