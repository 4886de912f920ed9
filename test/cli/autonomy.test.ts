import { expect, test } from "vitest";
import { pitcrew } from "./pitcrew.ts";
import { playbookText } from "./project.ts";
import { servedProject } from "./served-project.ts";

test("a playbook is shown with what it may do and why, and a rung of that is taken back", async () => {
  const server = await servedProject({ "playbooks/north.yaml": playbookText("north") });
  await server.linesUntil("listening at");

  const { stdout } = await pitcrew(["playbook", "show", "north"], server.at);
  expect(stdout).toContain(
    "in default  suggest: asks for auto, policy allows auto, earned suggest",
  );
  expect(stdout).toContain("It is new here, ");
  expect(stdout).toContain("one rung more takes 3 more verified fixes in a row, or a passed drill");

  const trusted = await pitcrew(["playbook", "trust", "north"], server.at);
  expect(trusted).toMatchObject({ exitCode: 2, stdout: "" });
  expect(trusted.stderr).toContain("only people let a version act alone");

  const why = "it was too eager";
  const words = ["playbook", "demote", "north", "--env", "prod", "--reason", why];
  const demoted = await pitcrew(words, server.at);
  expect(demoted.stdout).toContain("in prod  observe: ");
  expect(demoted.stdout).toContain(`took a rung back: ${why}, `);

  const json = await pitcrew(["playbook", "show", "north", "--json"], server.at);
  expect(JSON.parse(json.stdout)).toMatchObject({
    versions: [{ version: "1.0.0" }],
    autonomy: [
      { environment: "default", earned: "suggest" },
      { environment: "prod", earned: "observe" },
    ],
  });
});

test("a playbook that came with Pitcrew may ask to act from the start", async () => {
  const server = await servedProject({}, undefined, ["--playbooks", SHIPPED]);
  await server.linesUntil("listening at");

  const { stdout } = await pitcrew(["playbook", "show", "engine-down"], server.at);

  expect(stdout).toContain("approve: asks for approve, policy allows auto, earned approve");
  expect(stdout).toContain("It was shipped with Pitcrew");
});

const SHIPPED = new URL("../../playbooks", import.meta.url).pathname;
