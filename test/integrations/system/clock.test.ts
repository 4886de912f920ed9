import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { systemClock } from "../../../src/integrations/system/clock.ts";

describe("the clock of this machine", () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  test("rings when the time has passed, once", () => {
    const ring = vi.fn<() => void>();
    systemClock.after(1_000, ring);

    vi.advanceTimersByTime(999);
    expect(ring).not.toHaveBeenCalled();
    vi.advanceTimersByTime(5_000);

    expect(ring).toHaveBeenCalledOnce();
  });

  test("does not ring once it was cancelled", () => {
    const ring = vi.fn<() => void>();
    const cancel = systemClock.after(1_000, ring);

    cancel();
    vi.advanceTimersByTime(5_000);

    expect(ring).not.toHaveBeenCalled();
  });

  test.each(["rings in time", "can be cancelled"])(
    "waits longer than a timer of the platform can, and %s",
    (what) => {
      const ring = vi.fn<() => void>();
      const cancel = systemClock.after(60 * DAY, ring);

      vi.advanceTimersByTime(60 * DAY - 1);
      expect(ring).not.toHaveBeenCalled();
      if (what === "can be cancelled") cancel();
      vi.advanceTimersByTime(1);

      expect(ring).toHaveBeenCalledTimes(what === "can be cancelled" ? 0 : 1);
    },
  );
});

const DAY = 86_400_000;
