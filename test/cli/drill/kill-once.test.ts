import { expect, test, vi } from "vitest";
import { killNobody, killOnce } from "../../../src/cli/drill/kill-once.ts";

function world() {
  const killAndRestart = vi.fn<() => Promise<void>>(async () => undefined);
  const killer = killOnce({ at: "asked", afterMs: 0 }, { killAndRestart }, () => undefined);
  return { killAndRestart, killer };
}

test("a server is killed when its moment comes, and at no other", async () => {
  const { killAndRestart, killer } = world();

  await killer.reached("heard");
  expect(killer.killed()).toEqual({ is: "never" });

  await killer.reached("asked");
  expect(killer.killed()).toMatchObject({ is: "killed", at: "asked" });
  expect(killAndRestart).toHaveBeenCalledTimes(1);
});

test("a server is killed once, however often its moment comes", async () => {
  const { killAndRestart, killer } = world();

  await killer.reached("asked");
  await killer.reached("asked");

  expect(killAndRestart).toHaveBeenCalledTimes(1);
});

test("nobody is killed where nobody wants that", async () => {
  await killNobody.reached("asked");

  expect(killNobody.killed()).toEqual({ is: "unwanted" });
});
