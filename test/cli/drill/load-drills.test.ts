import { describe, expect, test } from "vitest";
import { loadDrills } from "../../../src/cli/drill/load-drills.ts";
import { FAULTS } from "../../../src/drills/range/faults/all.ts";
import { playbookText, project } from "../project.ts";

const DRILL = {
  format: 1,
  summary: "The cart is empty",
  fault: "engine-down",
  begins: { alert: "CartEmpty" },
  expect: { playbook: "carts", outcome: "nothing_to_do", runs: ["done"] },
  targets: { detect: 1, decide: 1, act: 1 },
};

const loadOne = async (change: object) => {
  const { cwd } = await project({
    "playbooks/carts.yaml": playbookText("carts"),
    "playbooks/drills/empty.yaml": JSON.stringify({ ...DRILL, ...change }),
  });
  return loadDrills(`${cwd}/playbooks`);
};

describe("the drills that Pitcrew brings along", () => {
  test("are right, and there is one for each fault", async () => {
    const { drills, findings } = await loadDrills();

    expect(findings).toEqual([]);
    const rehearsed = new Set(
      drills.filter(({ scenario }) => !scenario.control).map(({ scenario }) => scenario.fault),
    );
    const missing = FAULTS.map(({ name }) => name).filter((name) => !rehearsed.has(name));
    expect(missing).toEqual([]);
    expect(drills.filter(({ scenario }) => scenario.control)).toHaveLength(2);
  });

  test("know what the playbook reaches, also where it waits or verifies", async () => {
    const { drills } = await loadDrills();

    const reached = drills.find(({ name }) => name === "stale-cache")?.reaches;
    expect([...(reached ?? [])].toSorted()).toEqual([
      "metrics",
      "workflow-engine",
      "workflow-redis",
    ]);
  });
});

describe("a drill", () => {
  test("is there under the name of its file", async () => {
    const { drills, findings } = await loadOne({});

    expect(findings).toEqual([]);
    expect(drills.map(({ name }) => name)).toEqual(["empty"]);
  });

  test.each([
    [{ fault: "engine-dwon" }, "E580", 'did you mean "engine-down"?'],
    [{ expect: { ...DRILL.expect, playbook: "cart" } }, "E581", 'did you mean "carts"?'],
    [{ expect: { ...DRILL.expect, runs: ["dome"] } }, "E581", 'did you mean "done"?'],
    [{ expect: { ...DRILL.expect, leaves: ["nothing-alike"] } }, "E581", "name one of done"],
    [
      { fault: "memory-leak", targets: { ...DRILL.targets, recover: 10 } },
      "E582",
      "leave the target out, and expect that it is handed over",
    ],
  ])("with %j is refused", async (change, code, fix) => {
    const { drills, findings } = await loadOne(change);

    expect(drills).toEqual([]);
    expect(findings).toMatchObject([{ code, fix }]);
  });

  test("is not missed where there is none", async () => {
    const { cwd } = await project({ "playbooks/carts.yaml": playbookText("carts") });

    expect(await loadDrills(`${cwd}/playbooks`)).toEqual({ drills: [], findings: [] });
  });
});
