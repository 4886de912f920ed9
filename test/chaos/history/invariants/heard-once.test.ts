import { describe, expect, test } from "vitest";
import type { NewMessage } from "../../../../src/ports/run-message.ts";
import { Driver, fire, programOf, UNVERIFIED } from "../../../engine/machine/driver.ts";
import { historyOf, later, withRun } from "../example-history.ts";
import type { History } from "../history.ts";
import { heardOnce } from "./heard-once.ts";

describe("a message that somebody was told has arrived", () => {
  test("is heard, even by a run that has no use for it", () => {
    expect([...heardOnce(told())]).toEqual([]);
  });

  test("counts once, however often it was delivered", () => {
    const history = told();

    expect([...heardOnce({ ...history, told: [...history.told, ...history.told] })]).toEqual([]);
  });

  test("must not get lost", () => {
    const lost = withRun(told(), ({ events }) => ({ events: events.slice(0, 1) }));

    expect([...heardOnce(lost)]).toEqual(['run r-1 heard "stopped" from pitcrew 0 times']);
  });

  test("must not be heard twice", () => {
    const doubled = withRun(told(), ({ events }) => ({ events: [...events, ...events.slice(-1)] }));

    expect([...heardOnce(doubled)]).toEqual(['run r-1 heard "stopped" from pitcrew 2 times']);
  });
});

function told(): History {
  const driver = new Driver(programOf([fire("page", UNVERIFIED)]));
  const event = { is: "stopped", by: "ann", undo: false } as const;
  later(driver).send({ ...event, at: driver.now });
  // In whose name the example puts all events on record.
  const message: NewMessage = { id: "m-1", run: "r-1", event, actor: "pitcrew", surface: "test" };
  return { ...historyOf(driver), told: [message] };
}
