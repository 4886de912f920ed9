import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../../src/model/json.ts";
import { Playbook } from "../../../src/playbook/format/playbook.ts";
import type { KnownPlaybook } from "../../../src/playbook/version/link-uses.ts";
import { resolveUses } from "../../../src/playbook/version/resolve-uses.ts";

describe("resolveUses", () => {
  test("pins a use to the newest version in its range", () => {
    const versions = ["1.4.0", "1.10.0", "1.9.0", "2.0.0"].map((version) =>
      known("queue", { version }),
    );
    const { contents, pins, problems } = resolveUses([
      known("main", { uses: ["queue@^1.4"] }),
      ...versions,
    ]);

    expect(problems).toEqual([]);
    expect([...pins]).toEqual([
      [
        "queue@^1.4",
        { version: "1.10.0", hash: versions.map((one) => contents.get(one)?.hash)[1] },
      ],
    ]);
  });

  test("changes the hash of all that call a playbook when its content changes", () => {
    const hashOfMain = (summary: string) => {
      const main = known("main", { uses: ["middle@*"] });
      const middle = known("middle", { uses: ["leaf@*"] });
      return resolveUses([main, middle, known("leaf", { summary })]).contents.get(main)?.hash;
    };

    expect(hashOfMain("One.")).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(hashOfMain("One.")).toBe(hashOfMain("One."));
    expect(hashOfMain("One.")).not.toBe(hashOfMain("Two."));
  });

  test("finds uses in parallel branches and rescues too", () => {
    const raw: JsonObject = {
      ...outline("main"),
      steps: [
        { parallel: [call("one", "leaf@^1"), call("two", "leaf@~1.0")] },
        { ...call("three", "leaf@*"), on_failure: [call("four", "leaf@1.0.0")] },
      ],
    };
    const main = { file: "main.yaml", raw, playbook: Playbook.parse(raw), kinds: {} };

    expect([...resolveUses([main, known("leaf")]).pins.keys()]).toEqual([
      "leaf@^1",
      "leaf@~1.0",
      "leaf@*",
      "leaf@1.0.0",
    ]);
  });
});

describe("resolveUses reports", () => {
  test("a playbook that does not exist, with the one that was meant", () => {
    expect(problemsOf([known("main", { uses: ["queu@^1"] }), known("queue")])).toEqual([
      ["main.yaml", "E140", 'There is no playbook "queu"', 'did you mean "queue"?'],
    ]);
  });

  test("a range in which there is no version, and one that cannot be read", () => {
    const queue = known("queue", { version: "1.4.2" });

    expect(problemsOf([known("main", { uses: ["queue@^2", "queue@1.4"] }), queue])).toEqual([
      [
        "main.yaml",
        "E140",
        'No version of "queue" is in the range of "queue@^2"; there is 1.4.2',
        "use: queue@^1.4",
      ],
      ["main.yaml", "E140", '"queue@1.4" holds no range of versions', "use: queue@^1.4"],
    ]);
  });

  test("a circle, in each file of it and in no other", () => {
    const playbooks = [
      known("outside", { uses: ["a@*"] }),
      known("a", { uses: ["b@*"] }),
      known("b", { uses: ["c@*"] }),
      known("c", { uses: ["a@*"] }),
      known("self", { uses: ["self@*"] }),
    ];

    expect(problemsOf(playbooks).map(([file, code, message]) => [file, code, message])).toEqual([
      ["a.yaml", "E141", "This playbook starts itself again: a -> b -> c -> a"],
      ["b.yaml", "E141", "This playbook starts itself again: b -> c -> a -> b"],
      ["c.yaml", "E141", "This playbook starts itself again: c -> a -> b -> c"],
      ["self.yaml", "E141", "This playbook starts itself again: self -> self"],
    ]);
    expect(resolveUses(playbooks).contents.size).toBe(0);
  });

  test("a fourth level, and not a third", () => {
    const levels = [
      known("a", { uses: ["b@*"] }),
      known("b", { uses: ["c@*"] }),
      known("c", { uses: ["d@*"] }),
      known("d", { uses: ["e@*"] }),
      known("e"),
    ];

    expect(problemsOf(levels)).toEqual([
      [
        "a.yaml",
        "E142",
        "a -> b -> c -> d -> e goes 4 levels down, 3 are allowed",
        "move steps up, so that d calls no playbook",
      ],
    ]);
    expect(problemsOf(levels.slice(1))).toEqual([]);
  });

  test("the place of the use", () => {
    const { problems } = resolveUses([known("main", { uses: ["gone@*"] })]);

    expect(problems.map(({ problem }) => problem.at)).toEqual([["steps", 1, "with", "use"]]);
  });
});

function problemsOf(playbooks: readonly KnownPlaybook[]): readonly string[][] {
  return resolveUses(playbooks).problems.map(({ file, problem }) => [
    file,
    problem.code,
    problem.message,
    problem.fix,
  ]);
}

function known(
  name: string,
  {
    version = "1.0.0",
    summary = "It helps.",
    uses = [],
  }: { version?: string; summary?: string; uses?: string[] } = {},
): KnownPlaybook {
  const raw = {
    ...outline(name),
    version,
    summary,
    steps: [
      { id: "look", kind: "http.get" },
      ...uses.map((use, index) => call(`call_${index}`, use)),
    ],
  };
  return { file: `${name}.yaml`, raw, playbook: Playbook.parse(raw), kinds: { "http.get": 1 } };
}

function outline(name: string) {
  return {
    format: 1,
    name,
    version: "1.0.0",
    owner: "team-orders",
    severity: "low",
    summary: "It helps.",
  };
}

function call(id: string, use: string) {
  return { id, kind: "playbook", with: { use } };
}
