import { execa } from "execa";
import { describe, expect, test, vi } from "vitest";

// To look at every file takes long on a busy machine; this only ends one that hangs.
vi.setConfig({ testTimeout: 60_000 });

const PLANTED: readonly (readonly [rule: string, file: string])[] = [
  ["model-looks-ahead", "model/alert.ts"],
  ["pure-stays-pure", "engine/machine/run.ts"],
  ["pure-knows-no-ports", "match/select.ts"],
  ["integrations-behind-ports", "match/select.ts"],
  ["integrations-apart", "integrations/slack/client.ts"],
  ["drills-stand-alone", "drills/practise.ts"],
  ["no-cycles", "playbook/here.ts"],
  ["no-orphans", "expr/alone.ts"],
];

describe("the import rules", async () => {
  const planted = await cruise("test/fixtures/imports/src");

  test.each(PLANTED)("%s fires on the violation planted in %s", (rule, file) => {
    expect(planted).toContainEqual({ rule, file: `test/fixtures/imports/src/${file}` });
  });

  test("look at every file of the product, so that silence means something", async () => {
    const { stdout } = await execa("depcruise", [...CRUISE, "--output-type", "json", "src"], {
      preferLocal: true,
      reject: false,
    });
    const { summary } = JSON.parse(stdout) as { summary: { totalCruised: number } };
    expect(summary.totalCruised).toBeGreaterThan(20);
  });
});

const CRUISE = ["--config", ".config/dependency-cruiser.cjs"];

async function cruise(folder: string): Promise<readonly { rule: string; file: string }[]> {
  const { stdout } = await execa("depcruise", [...CRUISE, "--output-type", "json", folder], {
    preferLocal: true,
    reject: false,
  });
  const { summary } = JSON.parse(stdout) as {
    summary: { violations: { from: string; rule: { name: string } }[] };
  };
  return summary.violations.map(({ from, rule }) => ({ rule: rule.name, file: from }));
}
