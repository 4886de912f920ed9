import { Buffer } from "node:buffer";
import { describe, expect, test } from "vitest";
import type { Kept } from "../../../src/integrations/command/keep-ends.ts";
import { redact } from "../../../src/integrations/command/redact.ts";

const kept = (head: string, tail = "", leftOut = 0): Kept => ({
  head: Buffer.from(head),
  tail: Buffer.from(tail),
  leftOut,
});

describe("what a program wrote", () => {
  test("loses every secret, the longer one first", () => {
    const { text } = redact(kept("a=hunter2 b=hunter2-long"), ["hunter2", "hunter2-long"]);

    expect(text).toBe("a=[secret] b=[secret]");
  });

  test("loses a secret that lies across the place where both ends meet", () => {
    expect(redact(kept("it is hun", "ter2, see"), ["hunter2"]).text).toBe("it is [secret], see");
  });

  test("loses the half of a secret that stands before or behind what was left out", () => {
    const { text } = redact(kept("it is hunte", "nter2, see", 9), ["hunter2"]);

    expect(text).toBe("it is \n[9 bytes left out]\n, see");
  });

  test("keeps words that are too short to be a secret", () => {
    expect(redact(kept("on and on"), ["on"]).text).toBe("on and on");
  });

  test("loses secrets beyond ASCII, and stays readable around them", () => {
    expect(redact(kept("größe schlüssel"), ["schlüssel"]).text).toBe("größe [secret]");
  });

  test("cannot colour or move what comes after it on a screen", () => {
    expect(redact(kept("a\u001b[31mb\u0000\tc\r\n"), []).text).toBe("a\uFFFD[31mb\uFFFD\tc\r\n");
  });
});
