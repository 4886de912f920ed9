import { describe } from "vitest";
import { exerciseAppends } from "./run-store/appends.ts";
import { exerciseApprovals } from "./run-store/approvals.ts";
import { exerciseClaims } from "./run-store/claims.ts";
import { exerciseLists } from "./run-store/lists.ts";
import { exerciseLocks } from "./run-store/locks.ts";
import { exerciseMessages } from "./run-store/messages.ts";
import { exerciseRecords } from "./run-store/records.ts";
import { exerciseRuns } from "./run-store/runs.ts";
import { exerciseStrangers } from "./run-store/strangers.ts";
import { exerciseUndo } from "./run-store/undo.ts";
import type { FreshDatabase } from "./run-store/world.ts";

/** What every run store promises, whatever server is under it. */
export function exerciseRunStore(freshDatabase: FreshDatabase): void {
  describe("a new run", () => {
    exerciseRuns(freshDatabase);
  });
  describe("a claim", () => {
    exerciseClaims(freshDatabase);
  });
  describe("a run that not every build can carry on", () => {
    exerciseStrangers(freshDatabase);
  });
  describe("an append", () => {
    exerciseAppends(freshDatabase);
  });
  describe("an approval", () => {
    exerciseApprovals(freshDatabase);
  });
  describe("a target", () => {
    exerciseLocks(freshDatabase);
  });
  describe("a message", () => {
    exerciseMessages(freshDatabase);
  });
  describe("the undo of a run that has ended", () => {
    exerciseUndo(freshDatabase);
  });
  describe("the record", () => {
    exerciseRecords(freshDatabase);
  });
  describe("a list of runs", () => {
    exerciseLists(freshDatabase);
  });
}
