import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addressRule } from "../../../src/integrations/http/address.ts";

describe("addresses a destination may lead to", () => {
  const mayReach = addressRule([]);

  test.each(["93.184.216.34", "1.1.1.1", "172.32.0.1", "2606:4700::1111", "2a00:1450:4001::1"])(
    "include the public %s",
    (address) => {
      expect(mayReach(address)).toBe(true);
    },
  );

  test.each([
    ["loopback", "127.0.0.1"],
    ["loopback", "127.255.255.254"],
    ["loopback", "::1"],
    ["unspecified", "0.0.0.0"],
    ["unspecified", "::"],
    ["private", "10.1.2.3"],
    ["private", "172.16.0.1"],
    ["private", "172.31.255.255"],
    ["private", "192.168.1.1"],
    ["metadata", "169.254.169.254"],
    ["metadata", "100.100.100.200"],
    ["metadata", "fd00:ec2::254"],
    ["multicast", "224.0.0.1"],
    ["multicast", "ff02::1"],
    ["broadcast", "255.255.255.255"],
    ["link-local", "fe80::1"],
    ["link-local with a zone", "fe80::1%eth0"],
    ["unique local", "fc00::1"],
    ["IPv4 inside IPv6", "::ffff:127.0.0.1"],
    ["IPv4 inside IPv6", "::ffff:7f00:1"],
    ["IPv4 inside IPv6", "::ffff:8.8.8.8"],
    ["IPv4 inside IPv6", "::127.0.0.1"],
    ["IPv4 behind NAT64", "64:ff9b::7f00:1"],
    ["IPv4 inside 6to4", "2002:7f00:1::"],
    ["Teredo", "2001:0:1::1"],
    ["documentation", "2001:db8::1"],
  ])("exclude the %s address %s", (_, address) => {
    expect(mayReach(address)).toBe(false);
  });

  test.each(["", "localhost", "0x7f000001", "127.1", "1.1.1.1:80", "[::1]"])(
    "exclude %j, which is no address",
    (address) => {
      expect(mayReach(address)).toBe(false);
    },
  );

  test("include no private IPv4 address, in whichever IPv6 form it comes", () => {
    const byte = fc.integer({ min: 0, max: 255 });
    const inside = fc.tuple(fc.constantFrom("10", "127", "192.168", "169.254"), byte, byte, byte);

    fc.assert(
      fc.property(inside, ([head, a, b, c]) => {
        const address = [...head.split("."), a, b, c].slice(0, 4).join(".");
        expect(mayReach(address)).toBe(false);
        expect(mayReach(`::ffff:${address}`)).toBe(false);
      }),
    );
  });
});

describe("addresses that an operator lists", () => {
  test("are open, and their neighbours stay closed", () => {
    const mayReach = addressRule(["10.1.0.0/16", "127.0.0.1", "fd12::/64"]);

    expect(mayReach("10.1.255.255")).toBe(true);
    expect(mayReach("10.2.0.0")).toBe(false);
    expect(mayReach("127.0.0.1")).toBe(true);
    expect(mayReach("127.0.0.2")).toBe(false);
    expect(mayReach("fd12::5")).toBe(true);
    expect(mayReach("fd13::5")).toBe(false);
  });

  test.each(["internal", "10.0.0.0/", "10.0.0.0/x", "10.0.0.0/8/8", "10.0.0.0/33", ""])(
    "are refused when written as %j",
    (range) => {
      expect(() => addressRule([range])).toThrow(Error);
    },
  );
});
