import { describe, expect, test } from "vitest";
import { findInstalled } from "../../../../src/integrations/postgres/embedded/installed.ts";

describe("the installed PostgreSQL", () => {
  test.each(["win32-x64", "constructor-x64", "linux-none"])("does not exist for %s", (machine) => {
    expect(findInstalled(machine)).toMatchObject({
      ok: false,
      failure: {
        code: "E511",
        message: `There is no PostgreSQL for ${machine} here; it comes with Pitcrew for darwin-arm64, darwin-x64, linux-arm64, linux-x64.`,
      },
    });
  });

  test("may be missing although it exists, as npm leaves out what is optional", () => {
    const foreign = process.platform === "darwin" ? "linux-x64" : "darwin-x64";
    expect(findInstalled(foreign)).toMatchObject({
      ok: false,
      failure: { code: "E511", remedy: expect.stringContaining("npm ci") },
    });
  });
});
