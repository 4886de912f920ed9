import { describe, expect, test } from "vitest";
import { CODES } from "../../src/model/codes.ts";
import { pitcrew } from "./pitcrew.ts";

describe("pitcrew explain", () => {
  test("says what a code means and what helps", async () => {
    const { exitCode, stdout, stderr } = await pitcrew(["explain", "E201"]);

    expect(exitCode).toBe(0);
    expect(stderr).toBe("");
    expect(stdout).toBe(
      `E201  ${CODES.E201.title}\n\n${CODES.E201.meaning}\n\n  fix: ${CODES.E201.remedy}`,
    );
  });

  test("takes a code in small letters", async () => {
    expect((await pitcrew(["explain", "e201"])).stdout).toContain(CODES.E201.title);
  });

  test("lists every code when none is named", async () => {
    const { stdout } = await pitcrew(["explain"]);

    expect(stdout.split("\n").map((line) => line.slice(0, 4))).toEqual(Object.keys(CODES));
  });

  test("prints one object with --json", async () => {
    const [one, all] = await Promise.all([
      pitcrew(["explain", "E201", "--json"]),
      pitcrew(["explain", "--json"]),
    ]);

    expect(JSON.parse(one.stdout)).toEqual({ code: "E201", ...CODES.E201 });
    expect(JSON.parse(all.stdout).codes).toContainEqual({ code: "E201", ...CODES.E201 });
  });

  test("suggests the code that was probably meant", async () => {
    const { exitCode, stdout, stderr } = await pitcrew(["explain", "E2O1"]);

    expect(exitCode).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toMatch(/^pitcrew: there is no error code "E2O1"\n  fix: did you mean E2\d1\?$/);
  });

  test("never sends a terminal's commands back to it", async () => {
    const { stderr } = await pitcrew(["explain", "\u001b[2J"]);

    expect(stderr).toContain("\\u{1b}[2J");
  });
});
