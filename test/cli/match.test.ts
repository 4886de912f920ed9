import { describe, expect, test } from "vitest";
import { pitcrew } from "./pitcrew.ts";
import { playbookText, project } from "./project.ts";

const alert = JSON.stringify({
  labels: { alertname: "CartEmpty", shop: "north", env: "dev" },
  fingerprint: "6ff1b8602da466be",
});

async function matched(files: Readonly<Record<string, string>>, ...words: readonly string[]) {
  const place = await project({ ...files, "alert.json": alert });
  return pitcrew(["match", "alert.json", ...words], place);
}

describe("pitcrew match", () => {
  test("names the playbook that starts, its params, and why the others do not", async () => {
    const { exitCode, stdout } = await matched({
      "playbooks/north.yaml": playbookText("north"),
      "playbooks/any.yaml": playbookText("any", { match: "{ alert: CartEmpty }" }),
      "playbooks/south.yaml": playbookText("south"),
    });

    expect(exitCode).toBe(0);
    expect(stdout.trimEnd().split("\n")).toEqual([
      'CartEmpty (firing) shop="north" env="dev"',
      "  starts  north 1.0.0",
      '    with shop="north"',
      "  not     any: fits too, but its match is less constrained",
      '  not     south: labels.shop is "north", wanted south',
    ]);
  });

  test("says that nothing starts when no playbook fits", async () => {
    const { exitCode, stdout } = await matched({ "playbooks/south.yaml": playbookText("south") });

    expect(exitCode).toBe(0);
    expect(stdout).toContain("starts nothing: no playbook fits");
  });

  test("names both when two playbooks fit equally well, and ends with 3", async () => {
    const claim = { match: "{ alert: CartEmpty, labels: { env: dev } }" };
    const { exitCode, stdout } = await matched({
      "playbooks/one.yaml": playbookText("one", claim),
      "playbooks/two.yaml": playbookText("two", claim),
    });

    expect(exitCode).toBe(3);
    expect(stdout).toContain("starts nothing: one and two fit equally well");
  });

  test("says when the run would be refused for a param", async () => {
    const params = '{ shop: { type: int, from: "alert.labels.shop" } }';
    const { stdout } = await matched({ "playbooks/north.yaml": playbookText("north", { params }) });

    expect(stdout).toContain("but is refused: E301");
  });

  test("leaves broken playbooks out, and says so", async () => {
    const { stdout, stderr } = await matched({
      "playbooks/north.yaml": playbookText("north", { severity: "urgent" }),
    });

    expect(stdout).toContain("starts nothing");
    expect(stderr).toContain("playbooks/north.yaml has errors and is left out");
  });

  test("prints one object with --json", async () => {
    const { stdout } = await matched({ "playbooks/north.yaml": playbookText("north") }, "--json");

    expect(JSON.parse(stdout)).toEqual({
      alerts: [
        {
          alert: {
            name: "CartEmpty",
            status: "firing",
            labels: { alertname: "CartEmpty", shop: "north", env: "dev" },
            fingerprint: "6ff1b8602da466be",
          },
          result: "chosen",
          playbook: "north",
          params: { shop: "north" },
          considered: [
            expect.objectContaining({ playbook: "north", fits: true, rules: expect.anything() }),
          ],
        },
      ],
    });
  });

  test("never sends a label's escape sequences to the terminal", async () => {
    const input = JSON.stringify({ labels: { alertname: "\u001b[2J", shop: "\u001b[31m" } });
    const place = await project({ "playbooks/north.yaml": playbookText("north") });

    const { stdout } = await pitcrew(["match", "-"], { ...place, input });

    expect(stdout).not.toContain("\u001b");
  });
});
