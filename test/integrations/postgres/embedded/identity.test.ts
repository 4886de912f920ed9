import process from "node:process";
import { describe, expect, test } from "vitest";
import { run, commandFor } from "../../../../src/integrations/postgres/embedded/command.ts";
import { chooseIdentity } from "../../../../src/integrations/postgres/embedded/identity.ts";

describe("whom the server runs as", () => {
  test.runIf(process.getuid?.() !== 0)("is the user who runs Pitcrew", async () => {
    expect(await chooseIdentity()).toBe("self");
  });

  test.runIf(process.getuid?.() === 0)("is never root", async () => {
    const identity = await chooseIdentity();
    expect(identity).not.toBe("self");
    expect(await run(commandFor(identity, "sh", ["-c", "test $(id -u) -ne 0"]))).toMatchObject({
      ok: true,
    });
  });
});
