import { describe, expect, test } from "vitest";
import { webAddress } from "../../src/model/web-address.ts";

describe("an address from outside", () => {
  test.each([
    ["https://wiki.example.com/run books?a=1#b", "wiki.example.com"],
    ["http://127.0.0.1:9090/graph", "127.0.0.1:9090"],
    // What looks like another host is shown as what it is.
    ["https://еxample.com/", "xn--xample-2of.com"],
  ])("%s is offered under its host", (text, host) => {
    expect(webAddress(text)).toMatchObject({ host });
  });

  test.each([
    ["javascript:alert(1)"],
    ["data:text/html,hello"],
    ["file:///etc/passwd"],
    ["https://example.com@evil.example/"],
    ["//evil.example/"],
    ["see the wiki"],
    [""],
    [`https://example.com/${"x".repeat(3_000)}`],
  ])("%s is not offered", (text) => {
    expect(webAddress(text)).toBeUndefined();
  });

  test("can hold nothing that ends a line or reorders what stands beside it", () => {
    const { href } = webAddress("https://example.com/\u0000a\u202Eb\nc") ?? {};

    expect(href).toBe("https://example.com/%00a%E2%80%AEbc");
  });
});
