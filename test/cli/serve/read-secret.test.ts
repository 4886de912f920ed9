import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";
import { readSecret } from "../../../src/cli/serve/read-secret.ts";

let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "pitcrew-secrets-"));
});

afterAll(() => rm(folder, { recursive: true }));

describe("a secret", () => {
  test("comes from the environment as it stands there", async () => {
    setVariable(" s3cret ");

    expect((await readSecret(`env:${VARIABLE}`)).reveal()).toBe(" s3cret ");
  });

  test.each([undefined, ""])("is missing when its variable is %j", async (value) => {
    setVariable(value);

    await expect(readSecret(`env:${VARIABLE}`)).rejects.toThrow(
      `The environment variable ${VARIABLE} is not set`,
    );
  });

  test("comes from a file without the line end that editors add, and anew each time", async () => {
    const file = join(folder, "token");
    await writeFile(file, " old\n");
    expect((await readSecret(`file:${file}`)).reveal()).toBe(" old");

    await writeFile(file, "new\r\n");
    expect((await readSecret(`file:${file}`)).reveal()).toBe("new");
  });

  test("is missing when its file is", async () => {
    await expect(readSecret(`file:${join(folder, "nowhere")}`)).rejects.toThrow("ENOENT");
  });

  test.each(["plain", "file:relative", "environment", ""])(
    "stands for itself in %j",
    async (text) => {
      expect((await readSecret(text)).reveal()).toBe(text);
    },
  );
});

const VARIABLE = "PITCREW_TEST_SECRET";

function setVariable(value: string | undefined): void {
  vi.stubEnv(VARIABLE, value);
  onTestFinished(() => void vi.unstubAllEnvs());
}
