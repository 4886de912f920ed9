import { describe, expect, test } from "vitest";
import { Connections } from "../../../src/config/connections.ts";
import { contradictions } from "../../../src/config/connections/contradictions.ts";

const http = { type: "http", base_url: "https://api.example.com" };

describe("contradictions", () => {
  test.each([
    ["an address with https", { type: "http", base_url: "https://api.example.com/v1" }],
    ["plain http on this machine", { type: "http", base_url: "http://127.0.0.1:9000" }],
    ["plain http on this machine by name", { type: "http", base_url: "http://localhost:9000" }],
    ["plain http on this machine with IPv6", { type: "http", base_url: "http://[::1]:9000" }],
    [
      "plain http that is asked for",
      { type: "http", base_url: "http://api.example.com", insecure: true },
    ],
    [
      "a kubeconfig with a context",
      { type: "kubernetes", kubeconfig: "file:/etc/k", context: "prod" },
    ],
    ["a cluster from inside", { type: "kubernetes", in_cluster: true }],
  ])("finds none in %s", (_, entry) => {
    expect(problems({ entry })).toEqual([]);
  });

  test.each([
    [
      "plain http elsewhere",
      { ...http, base_url: "http://api.example.com" },
      ["base_url"],
      "write https://api.example.com",
    ],
    [
      "a name that only begins like this machine",
      { ...http, base_url: "http://localhost.example.com" },
      ["base_url"],
      "insecure: true",
    ],
    [
      "plain http of a Prometheus",
      { type: "prometheus", base_url: "http://10.0.0.1" },
      ["base_url"],
      "insecure: true",
    ],
    [
      "a header that the request sets",
      { ...http, headers: { "Content-Length": "1" } },
      ["headers", "Content-Length"],
      "remove it",
    ],
    [
      "two ways to say who calls",
      { ...http, auth: { bearer: "env:A" }, headers: { authorization: "env:B" } },
      ["headers", "authorization"],
      "keep one",
    ],
    [
      "a header in two spellings",
      { ...http, headers: { "X-A": "1", "x-a": "2" } },
      ["headers", "x-a"],
      "remove one",
    ],
    [
      "a part that takes longer than the whole",
      { ...http, timeouts: { answer: "1m" } },
      ["timeouts", "answer"],
      "raise total to 1m",
    ],
    ["a cluster without a way to it", { type: "kubernetes" }, [], "kubeconfig: file:/path"],
    [
      "a cluster with two ways",
      { type: "kubernetes", kubeconfig: "file:/k", in_cluster: true },
      ["in_cluster"],
      "keep one",
    ],
    [
      "a context of no kubeconfig",
      { type: "kubernetes", in_cluster: true, context: "prod" },
      ["context"],
      "remove it",
    ],
    [
      "a probe that is not listed",
      commands({ requeue: { probe: "constructor" } }),
      ["programs", "requeue", "probe"],
      "reads: true",
    ],
    [
      "a probe that changes something",
      commands({ requeue: { probe: "other" }, other: {} }),
      ["programs", "requeue", "probe"],
      "reads: true",
    ],
    [
      "a probe that nobody would ask",
      commands({ requeue: { probe: "look", repeatable: true }, look: { reads: true } }),
      ["programs", "requeue", "probe"],
      "remove probe",
    ],
    ["a queue without a home", { type: "queue", redis: "none" }, ["redis"], "type redis"],
    ["a queue on another queue", { type: "queue", redis: "entry" }, ["redis"], "type redis"],
    [
      "a queue on an inherited name",
      { type: "queue", redis: "constructor" },
      ["redis"],
      "type redis",
    ],
  ])("refuses %s", (_, entry, at, fix) => {
    expect(problems({ entry })).toMatchObject([
      { code: "E502", at: ["connections", "entry", ...at], fix: expect.stringContaining(fix) },
    ]);
  });
});

function commands(programs: Readonly<Record<string, object>>) {
  const listed = Object.entries(programs).map(([name, more]) => [name, { path: "/x", ...more }]);
  return { type: "command", programs: Object.fromEntries(listed) };
}

function problems(connections: object) {
  return [...contradictions(Connections.parse({ format: 1, connections }).connections)];
}
