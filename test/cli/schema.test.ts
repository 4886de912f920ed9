import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { playbookSchema } from "../../src/playbook/json-schema.ts";
import { kinds } from "../../src/steps/registry.ts";
import { pitcrew } from "./pitcrew.ts";

describe("pitcrew schema", () => {
  test("prints the schema of playbooks", async () => {
    const { exitCode, stdout, stderr } = await pitcrew(["schema"]);

    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(JSON.parse(stdout)).toEqual(playbookSchema(kinds));
  });

  test("prints the schema of drills", async () => {
    const { exitCode, stdout } = await pitcrew(["schema", "--drill"]);

    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      title: "Pitcrew drill",
      required: ["format", "summary", "fault", "begins", "expect", "targets"],
    });
  });

  test("lists every kind with its effect class", async () => {
    const [text, json] = await Promise.all([
      pitcrew(["schema", "--kinds"]),
      pitcrew(["schema", "--kinds", "--json"]),
    ]);

    expect(text.stdout.split("\n").map((line) => line.split(" ")[0])).toEqual([...kinds.keys()]);
    expect(text.stdout).toMatch(/^http\.get +read +Reads/m);
    expect(JSON.parse(json.stdout).kinds).toHaveLength(kinds.size);
  });

  test("prints a step of one kind to copy", async () => {
    const { stdout } = await pitcrew(["schema", "--kind", "http.get"]);

    expect(parse(stdout)).toEqual([
      { id: "http_get", kind: "http.get", with: kinds.get("http.get")?.example },
    ]);
  });

  test("suggests the kind that was probably meant", async () => {
    const { exitCode, stdout, stderr } = await pitcrew(["schema", "--kind", "http.gte"]);

    expect(exitCode).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toContain("did you mean http.get?");
  });
});
