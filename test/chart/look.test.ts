import { describe, expect, test } from "vitest";
import { THEMES } from "../../src/chart/look.ts";

describe("the colours of a chart", () => {
  test.each(Object.entries(THEMES))("stand out from the paper when it is %s", (_, theme) => {
    for (const color of [theme.ink, ...theme.lines]) {
      expect(contrast(color, theme.paper)).toBeGreaterThanOrEqual(4.5);
    }
  });
});

/** As the Web Content Accessibility Guidelines define it. */
function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [brightness(one), brightness(other)].toSorted((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function brightness(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
