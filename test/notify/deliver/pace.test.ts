import { describe, expect, test } from "vitest";
import { FIRST_PACE, nextMove, paceAfter } from "../../../src/notify/deliver/pace.ts";
import type { Unshown } from "../../../src/ports/message-store.ts";

const NOW = 100_000;
const pace = { ...FIRST_PACE, now: NOW };

function message(key: string, more: Partial<Unshown> = {}): Unshown {
  return {
    key,
    channel: "C0OPS",
    thread: null,
    notice: { sentence: key, parts: [] },
    urgency: 1,
    revision: 2,
    posted: null,
    below: null,
    triedAt: null,
    isWorthPosting: true,
    ...more,
  };
}

const stands = { channel: "C0OPS", id: "1.1" };

describe("the next message", () => {
  test("is the most urgent, and of these the first", () => {
    const waiting = [message("a"), message("b", { urgency: 0 }), message("c", { urgency: 0 })];

    expect(nextMove(waiting, pace)).toMatchObject({ is: "send", message: { key: "b" } });
  });

  test("waits for nothing that another waits for", () => {
    const posted = paceAfter({ is: "posted", channel: "C0OPS" }, message("x"), pace, NOW);
    const waiting = [message("a", { urgency: 0 }), message("b", { channel: "C0SHOP" })];

    expect(nextMove(waiting, { ...posted, now: NOW })).toMatchObject({ message: { key: "b" } });
  });

  test("comes a good second after the last one in its channel", () => {
    const posted = paceAfter({ is: "posted", channel: "C0OPS" }, message("x"), pace, NOW);

    expect(nextMove([message("a")], { ...posted, now: NOW + 100 })).toEqual({
      is: "wait",
      ms: 1_000,
    });
  });

  test("is no change of one that was shown less than three seconds ago", () => {
    const edited = paceAfter({ is: "edited" }, message("a"), pace, NOW);
    const again = message("a", { posted: stands });

    expect(nextMove([again], { ...edited, now: NOW + 1_000 })).toEqual({ is: "wait", ms: 2_000 });
    expect(nextMove([again], { ...edited, now: NOW + 3_000 })).toMatchObject({ is: "send" });
  });

  test("leaves room between changes of different messages", () => {
    const edited = paceAfter({ is: "edited" }, message("a"), pace, NOW);
    const other = message("b", { posted: stands });

    expect(nextMove([other], { ...edited, now: NOW })).toEqual({ is: "wait", ms: 1_250 });
  });

  test("waits for the message below which it stands, and keeps nobody waiting", () => {
    expect(nextMove([message("a", { thread: "run/1" })], pace)).toEqual({ is: "rest" });
  });

  test("waits as long as the chat asked for", () => {
    const later = paceAfter(
      { is: "later", afterMs: 7_000, because: null },
      message("a"),
      pace,
      NOW,
    );

    expect(nextMove([message("a")], { ...later, now: NOW })).toEqual({ is: "wait", ms: 7_000 });
  });
});

test("what was sent long ago is forgotten", () => {
  let after = pace;
  for (let one = 0; one < 1_000; one++) {
    after = paceAfter({ is: "edited" }, message(String(one)), after, NOW + one * 1_250);
  }

  expect(after.shownAt.size).toBeLessThan(5);
});
