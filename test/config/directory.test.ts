import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import {
  destinationsOf,
  type Directory,
  groupSize,
  knowsApprover,
  knowsDestination,
  knowsOwner,
  loadDirectory,
} from "../../src/config/directory.ts";

const directory = await example();

describe("loadDirectory", () => {
  test("loads the example that the documentation shows", () => {
    expect(Object.keys(directory.people)).toEqual(["ada", "ben", "chris", "dana"]);
    expect(directory.time_zone).toBe("Europe/Berlin");
  });

  test("tells a file that is not there from one that is wrong", async () => {
    expect(await loadDirectory("/nowhere/directory.yaml")).toEqual({ is: "absent" });
  });
});

describe("knowsOwner", () => {
  test.each(["team-payments", "ada"])("knows %s", (name) => {
    expect(knowsOwner(directory, name)).toBe(true);
  });

  test.each(["team-unknown", "sre-oncall", "constructor", "__proto__", ""])(
    "does not know %j",
    (name) => {
      expect(knowsOwner(directory, name)).toBe(false);
    },
  );
});

describe("knowsApprover", () => {
  test("knows people, teams and approver groups", () => {
    expect(
      ["ada", "team-orders", "sre-oncall"].every((name) => knowsApprover(directory, name)),
    ).toBe(true);
    expect(knowsApprover(directory, "toString")).toBe(false);
  });
});

describe("groupSize", () => {
  test.each([
    [["team-payments"], 2],
    [["sre-oncall"], 2],
    [["ada"], 1],
    [["team-payments", "sre-oncall"], 3],
    [["ada", "ada"], 1],
    [["nobody"], 0],
    [[], 0],
  ])("counts in %j each person who may approve once", (names, size) => {
    expect(groupSize(directory, names)).toBe(size);
  });
});

describe("knowsDestination", () => {
  test.each(["slack/incidents", "pagerduty/payments", "team-orders"])("knows %s", (destination) => {
    expect(knowsDestination(directory, destination)).toBe(true);
  });

  test.each([
    "slack/payments",
    "pagerduty/incidents",
    "incidents",
    "ada",
    "slack/",
    "slack/constructor",
  ])("does not know %s", (destination) => {
    expect(knowsDestination(directory, destination)).toBe(false);
  });

  test("lists every place as playbooks write it", () => {
    expect(destinationsOf(directory)).toEqual([
      "team-payments",
      "team-orders",
      "slack/incidents",
      "slack/payments-oncall",
      "slack/orders-oncall",
      "pagerduty/payments",
      "pagerduty/orders",
    ]);
  });
});

async function example(): Promise<Directory> {
  const loaded = await loadDirectory(
    fileURLToPath(new URL("../fixtures/config/directory.yaml", import.meta.url)),
  );
  if (loaded.is !== "loaded") throw new Error(JSON.stringify(loaded));
  return loaded.value;
}
