import { describe, expect, test } from "vitest";
import type { CheckReport, LoadedPlaybook } from "../../src/check/check-files.ts";
import { nextWorkingSet, type WorkingSet } from "../../src/cli/working-set.ts";
import type { Finding } from "../../src/model/problem.ts";
import { readDocument } from "../../src/document/read-document.ts";
import { Playbook } from "../../src/playbook/format/playbook.ts";
import { playbookText } from "./project.ts";

const NONE: WorkingSet = new Map();

describe("the playbooks that a server goes by", () => {
  test("are those without errors", () => {
    const next = nextWorkingSet(NONE, report([loaded("a"), loaded("b")], [finding("b", "error")]));

    expect(described(next)).toEqual({ "a.yaml": "1.0.0" });
  });

  test("include those with warnings", () => {
    const next = nextWorkingSet(NONE, report([loaded("a")], [finding("a", "warning")]));

    expect(described(next)).toEqual({ "a.yaml": "1.0.0" });
  });

  test("keep the old version of a file that breaks, however often it is looked at", () => {
    const before = nextWorkingSet(NONE, report([loaded("a", "1.0.0")]));
    const broken = report([loaded("a", "1.1.0")], [finding("a", "error")]);

    const next = nextWorkingSet(nextWorkingSet(before, broken), broken);

    expect(described(next)).toEqual({ "a.yaml": "1.0.0 kept" });
  });

  test("take the new version as soon as the file is mended", () => {
    const before = nextWorkingSet(NONE, report([loaded("a", "1.0.0")]));
    const broken = nextWorkingSet(before, report([], [finding("a", "error")]));

    const next = nextWorkingSet(broken, report([loaded("a", "1.1.0")]));

    expect(described(next)).toEqual({ "a.yaml": "1.1.0" });
  });

  test("lose a playbook whose file is gone", () => {
    const before = nextWorkingSet(NONE, report([loaded("a"), loaded("b")]));

    expect(described(nextWorkingSet(before, report([loaded("b")])))).toEqual({ "b.yaml": "1.0.0" });
  });
});

function described(working: WorkingSet): Readonly<Record<string, string>> {
  const entries = [...working].map(([file, { playbook, isKept }]) => [
    file,
    `${playbook.playbook.version}${isKept ? " kept" : ""}`,
  ]);
  return Object.fromEntries(entries);
}

function report(
  playbooks: readonly LoadedPlaybook[],
  findings: readonly Finding[] = [],
): CheckReport {
  return { files: playbooks.length, playbooks, findings, locks: new Map() };
}

function loaded(name: string, version = "1.0.0"): LoadedPlaybook {
  const read = readDocument(playbookText(name, { version }), `${name}.yaml`);
  if (!read.ok) throw new Error(JSON.stringify(read.findings));
  const { document } = read;
  const playbook = Playbook.parse(document.value);
  return { file: document.file, document, playbook, program: undefined, hash: undefined };
}

function finding(name: string, level: Finding["level"]): Finding {
  const place = { file: `${name}.yaml`, line: 1, column: 1, length: 1, source: "" };
  return { ...place, code: "E112", message: "Wrong", fix: "mend it", level };
}
