import { describe, expect, test } from "vitest";
import { visible } from "../../src/document/visible.ts";

describe("visible", () => {
  test("leaves what can be read as it is", () => {
    expect(visible('Zoë: 😀 "äß" 漢字 …')).toBe('Zoë: 😀 "äß" 漢字 …');
  });

  test.each([
    ["\u001b[31m", "\\u{1b}[31m"],
    ["\u0000", "\\u{0}"],
    ["\r\n", "\\u{d}\\u{a}"],
    ["\u202e", "\\u{202e}"],
    ["\u200b", "\\u{200b}"],
    ["\u2028", "\\u{2028}"],
    ["\ud800", "\\u{d800}"],
    ["a\tb", "a b"],
  ])("shows %j by its code", (text, shown) => {
    expect(visible(text)).toBe(shown);
  });
});
