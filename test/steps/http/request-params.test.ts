import { describe, expect, test } from "vitest";
import { httpGet } from "../../../src/steps/http/get.ts";

const plain = { connection: "workflows", path: "/v1/{id}", slots: { id: "a" } };

describe("params of a request", () => {
  test.each([
    ["a path without a leading slash", { path: "v1", slots: {} }],
    ["a query in the path", { path: "/v1?all=1", slots: {} }],
    ["a fragment in the path", { path: "/v1#a", slots: {} }],
    ["an encoded path", { path: "/v1/%2e%2e", slots: {} }],
    ["a host in place of a path", { path: "https://evil.example/", slots: {} }],
    ["a hole in the path", { path: "/v1/${{ params.id }}", slots: {} }],
    ["a backslash in the path", { path: "/v1\\a", slots: {} }],
    ["an unclosed slot", { path: "/v1/{id", slots: {} }],
  ])("refuse %s", (_, change) => {
    expect(messages(change)[0]).toMatch("must be a path from / on");
  });

  test.each([
    ["a slot without a value", { slots: {} }, "slots", "needs a value for {id}"],
    ["a value without a slot", { slots: { id: "a", ids: "b" } }, "slots.ids", "is not a {ids}"],
    ["an empty slot", { slots: { id: "" } }, "slots.id", "must not be empty"],
    ["a slot that climbs", { slots: { id: "../b" } }, "path", 'must not contain "." or ".."'],
    ["a path that climbs", { path: "/v1/../b", slots: {} }, "path", 'must not contain "."'],
    ["a list in a slot", { slots: { id: ["a"] } }, "slots.id", "must be one text"],
    ["null in the query", { query: { a: null } }, "query.a", "must be one text"],
    ["half a character", { query: { a: "\uD800" } }, "query.a", "must be valid Unicode"],
    ["a very long value", { query: { a: "x".repeat(2_001) } }, "query.a", "2000 characters"],
    ["a line break in a header", { headers: { a: "b\r\nc: d" } }, "headers.a", "printable ASCII"],
    ["a secret in a header", { headers: { Authorization: "x" } }, "headers", "connections.yaml"],
    ["another host", { headers: { host: "evil.example" } }, "headers", "connections.yaml"],
    ["a header's name with a colon", { headers: { "a: b": "c" } }, "headers", "a header's name"],
  ])("refuse %s and say where", (_, change, where, message) => {
    const issues = httpGet.params.safeParse({ ...plain, ...change }).error?.issues ?? [];
    const at = issues.map(({ path }) => path.join(".")).join();

    expect(at.startsWith(where)).toBe(true);
    expect(JSON.stringify(issues)).toContain(message.replaceAll('"', '\\"'));
  });

  test("take numbers and booleans where one value is wanted", () => {
    expect(messages({ slots: { id: 17 }, query: { all: true, limit: 5 } })).toEqual([]);
  });
});

function messages(change: object): readonly string[] {
  const issues = httpGet.params.safeParse({ ...plain, ...change }).error?.issues ?? [];
  return issues.map(({ message }) => message);
}
