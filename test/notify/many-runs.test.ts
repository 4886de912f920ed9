import process from "node:process";
import { expect, test } from "vitest";
import { createChat } from "../../src/integrations/slack/web/chat.ts";
import { patientClient } from "../../src/integrations/slack/web/client.ts";
import type { Chat } from "../../src/ports/chat.ts";
import { programOf } from "../engine/machine/driver.ts";
import { openWorkspace, TOKEN } from "../slack/workspace.ts";
import { toldWorld } from "./told-world.ts";

/** More of them with `MANY_RUNS=100`. */
const RUNS = Number(process.env["MANY_RUNS"] ?? 12);
const PROGRAM = programOf(
  [
    { id: "first", kind: "ask", with: { question: "One?", of: ["nobody"] } },
    { id: "second", kind: "ask", with: { question: "Two?", of: ["nobody"] } },
  ],
  { name: "asking" },
);

test(`${RUNS} runs at once stay within what Slack takes, and each is shown as it ended`, async () => {
  const workspace = await openWorkspace();
  const world = await toldWorld(workspace);
  const posts: number[] = [];
  const edits: { readonly at: number; readonly id: string }[] = [];
  const chat = createChat(patientClient({ token: TOKEN, apiUrl: workspace.apiUrl }));
  const watched: Chat = {
    ...chat,
    post: (letter, place) => {
      posts.push(world.clock.monotonic());
      return chat.post(letter, place);
    },
    edit: (letter, at) => {
      edits.push({ at: world.clock.monotonic(), id: at.id });
      return chat.edit(letter, at);
    },
  };
  const tell = world.teller("one", { chat: watched });
  const runs: string[] = [];
  for (let run = 0; run < RUNS; run++) runs.push(await world.begin(PROGRAM));
  await world.quiet(tell, 50);
  for (const step of ["first", "second"]) {
    for (const run of runs) {
      const at = Date.now();
      await world.happen(run, { is: "answered", at, step, item: 0, by: "ada", answer: "yes" });
      await world.quiet(tell, 3);
    }
  }
  await world.quiet(tell, 100_000);

  const gaps = (times: readonly number[]) =>
    times.slice(1).map((at, index) => at - (times[index] ?? 0));
  expect(Math.min(...gaps(posts))).toBeGreaterThanOrEqual(1_100);
  expect(Math.min(...gaps(edits.map(({ at }) => at)))).toBeGreaterThanOrEqual(1_250);
  for (const id of new Set(edits.map((edit) => edit.id))) {
    const own = edits.filter((edit) => edit.id === id).map(({ at }) => at);
    expect(own.length === 1 || Math.min(...gaps(own)) >= 3_000).toBe(true);
  }
  const keys = workspace.messages.map(({ metadata }) => JSON.stringify(metadata));
  expect(new Set(keys).size).toBe(keys.length);
  const own = workspace.messages.filter(
    ({ text, thread }) => thread === undefined && text.startsWith("NOTHING TO DO"),
  );
  const shared = workspace.messages.find(({ text }) => text.includes("going on at once"));
  expect(own).toHaveLength(Math.min(RUNS, 10));
  expect(shared?.text).toBe("0 runs are going on at once, and none waits for a person.");
  expect(world.troubles).toEqual([]);
});
