import { describe, expect, test } from "vitest";
import { decode, inspect, MAX_BYTES } from "../../src/document/decode.ts";

describe("decode", () => {
  test("reads UTF-8 and drops a byte order mark", () => {
    expect(decode(new TextEncoder().encode("\uFEFFname: Zoë 😀\n"), "a.yaml")).toEqual({
      ok: true,
      text: "name: Zoë 😀\n",
    });
  });

  test("accepts a file of exactly the allowed size", () => {
    expect(decode(new Uint8Array(MAX_BYTES).fill(0x61), "a.yaml").ok).toBe(true);
  });

  test("refuses a file that is one byte larger and names its size", () => {
    const decoded = decode(new Uint8Array(MAX_BYTES + 1).fill(0x61), "a.yaml");

    expect(decoded).toMatchObject({
      ok: false,
      finding: { code: "E101", message: "The file has 262,145 bytes; 262,144 are allowed" },
    });
  });

  test("counts bytes, not characters, of a text in memory", () => {
    expect(inspect("ä".repeat(MAX_BYTES / 2), "a.yaml").ok).toBe(true);
    expect(inspect(`${"ä".repeat(MAX_BYTES / 2)}a`, "a.yaml").ok).toBe(false);
  });

  test.each([
    ["a lone continuation byte", [0x61, 0x0a, 0x62, 0x80, 0x63], 2, 2, "80"],
    ["Latin-1", [0x6e, 0x3a, 0x20, 0xe9, 0x0a], 1, 4, "0A"],
    ["a character cut off at the end", [0x61, 0xe2, 0x82], 1, 2, "82"],
    ["an overlong form", [0x61, 0xc0, 0xaf], 1, 2, "C0"],
    ["half of a surrogate pair", [0x61, 0xed, 0xa0, 0x80], 1, 2, "A0"],
  ])("shows where the bytes stop being UTF-8: %s", (_, bytes, line, column, byte) => {
    expect(decode(new Uint8Array(bytes), "a.yaml")).toMatchObject({
      ok: false,
      finding: { code: "E100", line, column, message: expect.stringContaining(`Byte 0x${byte}`) },
    });
  });

  test.each([
    ["a zero byte", "a: b\nc: \0d", 2, 4, "U+0000"],
    ["an escape sequence", "a: \u001b[31mred", 1, 4, "U+001B"],
    ["a C1 control", "a: \u009b31m", 1, 4, "U+009B"],
    ["a mark that reorders text", "a: \u202Etxt", 1, 4, "U+202E"],
    ["an isolate that reorders text", "a: b\u2066", 1, 5, "U+2066"],
    ["a carriage return inside a line", "a: b\rc: d", 1, 5, "U+000D"],
    ["half of a surrogate pair", "a: \ud83d", 1, 4, "U+D83D"],
  ])("refuses %s at its place", (_, text, line, column, name) => {
    expect(inspect(text, "a.yaml")).toMatchObject({
      ok: false,
      finding: { code: "E100", line, column, message: expect.stringContaining(name) },
    });
  });

  test("accepts tabs and the line breaks of Windows", () => {
    expect(inspect("a: b\t# c\r\nd: e\r\n", "a.yaml").ok).toBe(true);
  });
});
