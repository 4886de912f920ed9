import { describe, expect, test } from "vitest";
import { checkFiles } from "../../src/check/check-files.ts";
import { loadConnections } from "../../src/config/connections.ts";
import { loadDirectory } from "../../src/config/directory.ts";
import { rehearseFiles } from "../../src/rehearsal/rehearse-files.ts";
import { kinds } from "../../src/steps/registry.ts";

describe("the shipped playbooks", async () => {
  const directory = await loadDirectory("docs/examples/directory.yaml");
  const connections = await loadConnections("docs/examples/connections.yaml");
  if (directory.is !== "loaded" || connections.is !== "loaded") {
    throw new Error(`the examples do not load: ${JSON.stringify([directory, connections])}`);
  }
  const world = { kinds, directory: directory.value, connections: connections.value };

  test("fit the example directory and connections without a finding", async () => {
    const { files, findings } = await checkFiles(["playbooks"], world);
    expect(findings).toEqual([]);
    expect(files).toBeGreaterThanOrEqual(2);
  });

  test("pass their tests, which reach every decision and escalation", async () => {
    const { files, findings } = await rehearseFiles(["playbooks"], world, { coverage: true });
    expect(findings).toEqual([]);
    expect(files.flatMap(({ coverage }) => coverage?.gaps ?? [])).toEqual([]);
    expect(files.every(({ tests }) => tests.length > 0)).toBe(true);
  });
});
