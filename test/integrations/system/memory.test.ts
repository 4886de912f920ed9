import { setImmediate as turn } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { systemMemory } from "../../../src/integrations/system/memory.ts";

describe("the memory of this process", () => {
  test("grows by what is held", () => {
    const before = systemMemory.use();
    const held = Buffer.alloc(64 * 1_048_576, 1);
    const after = systemMemory.use();

    expect(after.rssMb).toBeGreaterThan(before.rssMb + 32);
    expect(after.cpuMs).toBeGreaterThan(before.cpuMs);
    expect(held).toHaveLength(64 * 1_048_576);
  });

  test("loses what nobody needs when it is given back", async () => {
    const unneeded = new WeakRef({});
    // Within this turn it may be asked for again.
    await turn();

    await systemMemory.giveBack();

    expect(unneeded.deref()).toBeUndefined();
  });
});
