import { expect, test } from "vitest";
import type { RunEvent } from "../../src/engine/machine/event.ts";
import { type Agenda, createAgenda } from "../../src/rehearsal/agenda.ts";

test("brings what is due first, and what was added first at one time", () => {
  const agenda = createAgenda();
  agenda.add(stopped("late", 20));
  agenda.add(stopped("first", 10));
  agenda.add(stopped("second", 10));

  expect(drain(agenda)).toEqual(["first", "second", "late"]);
});

test("wakes after everything else that happens at the same time", () => {
  const agenda = createAgenda();
  agenda.wakeAt(10);
  agenda.add(stopped("same", 10));
  agenda.add(stopped("later", 11));

  expect(drain(agenda)).toEqual(["same", "woke at 10", "later"]);
});

test("wakes once, and at the time that was asked for last", () => {
  const agenda = createAgenda();
  agenda.wakeAt(10);
  agenda.wakeAt(30);
  agenda.add(stopped("between", 20));

  expect(drain(agenda)).toEqual(["between", "woke at 30"]);
});

function stopped(by: string, at: number): RunEvent {
  return { is: "stopped", at, by, undo: false };
}

function drain(agenda: Agenda): readonly string[] {
  const event = agenda.next();
  if (event === undefined) return [];
  const name = event.is === "stopped" ? event.by : `${event.is} at ${event.at}`;
  return [name, ...drain(agenda)];
}
