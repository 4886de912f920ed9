import { expect, test } from "vitest";
import { cleanHistory } from "../example-history.ts";
import { neverExits } from "./never-exits.ts";

test("a replica that ended by itself breaks a promise, whatever it said", () => {
  const exits = ["replica-1 ended by itself with 1: out of memory"];

  expect([...neverExits(cleanHistory())]).toEqual([]);
  expect([...neverExits({ ...cleanHistory(), exits })]).toEqual(exits);
});
