import { describe, expect, test } from "vitest";
import { Trap } from "./trap.ts";
import { layTraps } from "./traps.ts";

const RUN = "0198a0a0-0000-7000-8000-000000000001";
const OTHER = "0198a0a0-0000-7000-8000-000000000002";

describe("a trap", () => {
  test("goes off when its moment comes, and only once", () => {
    const trap = Trap.parse({ moment: "after_claim", signal: "SIGKILL" });
    const { pass } = layTraps([trap]);

    expect(pass("before_claim", RUN)).toBeUndefined();
    expect(pass("after_claim", RUN)).toBe(trap);
    expect(pass("after_claim", RUN)).toBeUndefined();
  });

  test("lets its moment pass as often as it says", () => {
    const trap = Trap.parse({ moment: "effect_sent", signal: "SIGKILL", passage: 3 });
    const { lay, pass } = layTraps([]);
    lay(trap);

    const passages = [1, 2, 3].map(() => pass("effect_sent", RUN));

    expect(passages).toEqual([undefined, undefined, trap]);
  });

  test("for one run leaves the others alone", () => {
    const trap = Trap.parse({ moment: "after_claim", signal: "SIGSTOP", run: RUN });
    const { pass } = layTraps([trap]);

    expect(pass("after_claim", OTHER)).toBeUndefined();
    expect(pass("after_claim", RUN)).toBe(trap);
  });
});
