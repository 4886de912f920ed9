import process from "node:process";
import { describe, expect, test } from "vitest";
import { enclosuresFor, findEnclosure } from "../../../src/integrations/command/enclosure.ts";

describe("an enclosure", () => {
  test.each(["6.18.44-fc-v595", "6.14.0", "7.0.1"])("of Linux %s caps its own ids", (kernel) => {
    expect(enclosuresFor(kernel)[0]?.join(" ")).toContain("pid_max");
  });

  test.each(["6.13.9", "5.15.0-91-generic", "4.18.0", ""])(
    "of %j leaves the highest id alone, which is that of the whole machine",
    (kernel) => {
      expect(enclosuresFor(kernel).flat().join(" ")).not.toContain("pid_max");
    },
  );

  test("is the first that the machine allows", async () => {
    const allowed = ["/usr/bin/env", "--"] as const;

    const found = await findEnclosure([["/no/such/program"], ["/bin/false"], allowed]);

    expect(found.around([process.execPath])).toEqual([...allowed, process.execPath]);
    expect(found.isTight).toBe(true);
  });

  test("is a process group where the machine allows nothing", async () => {
    const found = await findEnclosure([["/bin/false"]]);

    expect(found.isTight).toBe(false);
    expect(found.around([process.execPath]).at(-1)).toBe(process.execPath);
  });
});
