import { expect, test } from "vitest";
import { Directory } from "../../../src/config/directory.ts";
import { bookOf } from "../../../src/notify/plan/directory-book.ts";

const directory = Directory.parse({
  format: 1,
  time_zone: "Europe/Berlin",
  people: {
    ada: { name: "Ada Moreau", email: "ada@example.com", slack: "U0ADA" },
    ben: { name: "Ben Okafor", email: "ben@example.com" },
  },
  channels: { ops: "C0OPS", night: "C0NIGHT" },
  teams: {
    shop: { channel: "ops", members: { ada: ["approver"], ben: ["approver"] } },
    lost: { members: { ada: ["viewer"] } },
  },
});
const book = bookOf({ is: "directory", directory }, { channel: "C0REST", publicUrl: null });

test("a run is shown in the channel of its owner, else where all the others are", () => {
  expect(book.channelOf("shop")).toBe("C0OPS");
  expect(book.channelOf("lost")).toBe("C0REST");
  expect(book.channelOf("constructor")).toBe("C0REST");
});

test("a destination is a team or a channel, and nothing else is one", () => {
  expect(book.channelFor("slack/night")).toBe("C0NIGHT");
  expect(book.channelFor("shop")).toBe("C0OPS");
  expect(book.channelFor("pagerduty/shop")).toBeNull();
  expect(book.channelFor("slack/nowhere")).toBeNull();
});

test("those are called who may approve and have an account that is written down, each once", () => {
  expect(book.accountsOf(["shop", "ada"])).toEqual(["U0ADA"]);
  expect(book.accountsOf(["lost"])).toEqual([]);
});

test("people are called by their names", () => {
  expect(book.nameOf("ada")).toBe("Ada Moreau");
  expect(book.nameOf("local:root")).toBe("local:root");
});
