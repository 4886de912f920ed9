import { describe, expect, test } from "vitest";
import { wireRequest } from "../../../src/integrations/http/wire.ts";
import { destinationAt } from "./counterpart.ts";

const get = { method: "GET", target: "/v1/jobs", headers: {} } as const;

describe("a request on the wire", () => {
  test("goes below the path of the base address", () => {
    const { hostname, port, path, secure } = wireRequest(
      destinationAt("https://api.example/base/"),
      get,
      {},
    );

    expect({ hostname, port, path, secure }).toEqual({
      hostname: "api.example",
      port: 443,
      path: "/base/v1/jobs",
      secure: true,
    });
  });

  test("keeps a port and an IPv6 address", () => {
    const wire = wireRequest(destinationAt("http://[2606:4700::1]:8080"), get, {});

    expect(wire).toMatchObject({ hostname: "2606:4700::1", port: 8080, path: "/v1/jobs" });
    expect(wire.headers["host"]).toBe("[2606:4700::1]:8080");
  });

  test("lets the connection's headers win over the step's, whatever their case", () => {
    const request = { ...get, headers: { Accept: "text/plain", "X-Team": "step" } };

    const { headers } = wireRequest(destinationAt("http://a.example"), request, {
      "x-TEAM": "connection",
    });

    expect(headers).toMatchObject({ accept: "text/plain", "x-team": "connection" });
    expect(Object.keys(headers)).not.toContain("X-Team");
  });

  test("frames itself, whatever step and connection say", () => {
    const framing = { host: "evil.example", "Content-Length": "0", connection: "upgrade" };
    const request = { ...get, method: "POST", headers: framing, body: { a: "ü" } } as const;

    const wire = wireRequest(destinationAt("http://a.example"), request, framing);

    expect(wire.headers).toMatchObject({
      host: "a.example",
      connection: "close",
      "content-length": String(Buffer.byteLength('{"a":"ü"}')),
    });
    expect(wire.body?.toString()).toBe('{"a":"ü"}');
  });

  test("carries the key only where the destination honours one", () => {
    const request = { ...get, key: "run-1/step" };
    const plain = destinationAt("http://a.example");

    const without = wireRequest(plain, request, {});
    const honouring = wireRequest({ ...plain, idempotencyHeader: "Idempotency-Key" }, request, {});

    expect(JSON.stringify(without.headers)).not.toContain("run-1/step");
    expect(honouring.headers["idempotency-key"]).toBe("run-1/step");
  });

  test.each(["v1", "/a b", "/a\r\nx: y", "/a#b", "/ä", ""])(
    "refuses %j, which nobody has encoded",
    (target) => {
      expect(() => wireRequest(destinationAt("http://a.example"), { ...get, target }, {})).toThrow(
        TypeError,
      );
    },
  );
});
