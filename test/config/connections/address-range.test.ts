import { describe, expect, test } from "vitest";
import { isAddressRange } from "../../../src/config/connections/address-range.ts";

describe("isAddressRange", () => {
  test.each(["10.0.0.0/8", "10.1.2.3", "192.168.0.0/32", "fd00::/8", "::1", "fd00:20::/128"])(
    "accepts %s",
    (text) => {
      expect(isAddressRange(text)).toBe(true);
    },
  );

  test.each([
    "0.0.0.0/0",
    "::/0",
    "10.0.0.0/33",
    "fd00::/129",
    "10.0.0/8",
    "10.0.0.0/08",
    "10.0.0.0/",
    "10.0.0.0/8/8",
    "example.com",
    "",
    "10.0.0.0/-1",
  ])("refuses %j", (text) => {
    expect(isAddressRange(text)).toBe(false);
  });
});
