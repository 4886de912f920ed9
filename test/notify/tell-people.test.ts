import { describe, expect, test } from "vitest";
import { openWorkspace } from "../slack/workspace.ts";
import { programOf } from "../engine/machine/driver.ts";
import { toldWorld } from "./told-world.ts";

const ASKING = programOf(
  [
    {
      id: "well",
      kind: "ask",
      with: { question: "Is it well?", of: ["ops"], choices: ["well", "ill"] },
    },
    { id: "hand_over", kind: "escalate", with: { to: "team-test", reason: "It is ill" } },
  ],
  { name: "asking" },
);

const WELL = programOf([{ id: "well", kind: "ask", with: { question: "?", of: ["ops"] } }], {
  name: "well",
});

const SAYING = [
  { id: "say", kind: "slack.post", with: { to: "slack/night", text: "<!channel> It is *ill*" } },
  {
    id: "well",
    kind: "ask",
    with: { question: "Is it well?", of: ["ops"], choices: ["well", "ill"] },
  },
  { id: "again", kind: "slack.post", with: { to: "team-test", text: "It still is" } },
];

const answered = (answer = "ill") =>
  ({ is: "answered", at: Date.now(), step: "well", item: 0, by: "ada", answer }) as const;

describe("people", () => {
  test("see a run that asks, are called, and see how it ends in the same place", async () => {
    const workspace = await openWorkspace();
    const world = await toldWorld(workspace);
    const tell = world.teller();
    const run = await world.begin(ASKING);
    await world.quiet(tell);

    const live = workspace.messages.find(({ text }) => text.startsWith("WAITING"));
    const card = workspace.messages.find(
      ({ thread, text }) => thread === live?.ts && text.startsWith("Answer"),
    );
    expect(live?.text).toMatch(/^WAITING FOR YOU: asking\.$/);
    expect(card).toMatchObject({ channel: "C0OPS", thread: live?.ts });
    expect(JSON.stringify(card?.blocks)).toContain('"user_id":"U0ADA"');
    const copies = workspace.messages.filter(({ channel }) => channel.startsWith("D"));
    expect(copies.map(({ channel }) => channel)).toEqual(["D0ADA", "D0BEN"]);

    await world.happen(run, answered());
    await world.quiet(tell);

    expect(live?.text).toBe("NOT FIXED: asking: It is ill.");
    expect(card?.text).toMatch(/^Answered by Ada Moreau at .*: well: ill\.$/);
    for (const copy of copies) expect(copy.text).toBe(card?.text);
    expect(JSON.stringify([card, ...copies])).not.toContain('"button"');
    const alarms = workspace.messages.filter(
      ({ text, thread }) => text.startsWith("NOT FIXED") && thread === undefined,
    );
    expect(alarms).toHaveLength(2);
    expect(world.troubles).toEqual([]);
  });

  test("read what a playbook says where it says it, once, while the run goes on", async () => {
    const workspace = await openWorkspace();
    const world = await toldWorld(workspace);
    const tell = world.teller();
    const run = await world.begin(programOf(SAYING, { name: "saying" }));
    await world.quiet(tell);

    const said = workspace.messages.filter(({ channel }) => channel === "C0NIGHT");
    expect(said).toMatchObject([{ text: "saying: &lt;!channel&gt; It is *ill*" }]);
    expect(JSON.stringify(said[0]?.blocks)).toContain(`run ${run.slice(0, 8)}`);

    await world.happen(run, answered());
    await world.quiet(tell);

    expect(workspace.messages.filter(({ channel }) => channel === "C0NIGHT")).toMatchObject([
      { edits: 0 },
    ]);
    const top = workspace.messages.filter(
      ({ channel, thread }) => channel === "C0OPS" && thread === undefined,
    );
    expect(top.map(({ text }) => text)).toContain("saying: It still is");
  });

  test("read what a playbook says to others when its own run is shown nowhere", async () => {
    const workspace = await openWorkspace();
    const world = await toldWorld(workspace);
    const tell = world.teller();
    const say = SAYING[0] ?? {};
    const [wait, after] = [SAYING[1] ?? {}, { ...say, id: "after" }];
    const program = programOf([say, wait, after], { name: "hidden", owner: "nobody" });
    const run = await world.begin(program);
    await world.quiet(tell);
    expect(workspace.messages).toMatchObject([{ channel: "C0NIGHT" }]);

    await world.happen(run, answered());
    await world.quiet(tell);

    expect(workspace.messages.map(({ channel }) => channel)).toEqual(["C0NIGHT", "C0NIGHT"]);
  });

  test("are told once when the answer to a post is lost", async () => {
    const workspace = await openWorkspace();
    const world = await toldWorld(workspace);
    workspace.meets("chat.postMessage", { is: "lost_answer" }, { is: "lost_answer" });
    await world.begin(ASKING);
    await world.quiet(world.teller());

    expect(
      workspace.messages.filter(
        ({ thread, channel }) => thread === undefined && channel === "C0OPS",
      ),
    ).toHaveLength(1);
    expect(new Set(workspace.messages.map(({ text, channel }) => `${channel} ${text}`)).size).toBe(
      workspace.messages.length,
    );
  });

  test("are told by another process when the first falls silent, and never by two", async () => {
    const workspace = await openWorkspace();
    const world = await toldWorld(workspace);
    const [first, second] = [world.teller("one"), world.teller("two")];
    await world.begin(ASKING);
    await first();
    await world.quiet(second, 10);

    expect(workspace.messages).toHaveLength(1);
  });

  test("see after an outage how things are, and not how they came to be so", async () => {
    const workspace = await openWorkspace();
    const world = await toldWorld(workspace);
    const tell = world.teller();
    const run = await world.begin(ASKING);
    await world.quiet(tell);
    const before = workspace.messages.length;
    const live = workspace.messages.find(({ text }) => text.startsWith("WAITING"));
    workspace.goDown();
    const other = await world.begin(ASKING);
    await world.quiet(tell, 20);
    await world.happen(other, answered());
    await world.quiet(tell, 20);
    await world.happen(run, answered());
    await world.quiet(tell, 20);
    workspace.comeBack();
    await world.quiet(tell);

    expect(live).toMatchObject({ text: "NOT FIXED: asking: It is ill.", edits: 1 });
    const news = workspace.messages.slice(before).map(({ text }) => text);
    expect(news.filter((text) => text.includes("Answer needed"))).toEqual([]);
    expect(news.filter((text) => text === "NOT FIXED: asking: It is ill.")).toHaveLength(3);
  });

  test("learn after a day without Slack what still matters, once and in its order", async () => {
    const workspace = await openWorkspace();
    const world = await toldWorld(workspace);
    const tell = world.teller();
    workspace.goDown();
    const runs: string[] = [];
    for (let run = 0; run < 6; run++) runs.push(await world.begin(ASKING));
    await world.quiet(tell, 30);
    const fixed = await world.begin(WELL);
    for (const run of [fixed, ...runs.slice(0, 4)]) {
      await world.happen(run, answered());
      await world.quiet(tell, 10);
    }
    await world.query("update chat_messages set worth_until = worth_until - interval '24 h'");
    workspace.comeBack();
    await world.quiet(tell);

    const told = workspace.messages.map(({ metadata }) => JSON.stringify(metadata));
    expect(new Set(told).size).toBe(told.length);
    const top = workspace.messages.filter(
      ({ channel, thread }) => channel === "C0OPS" && thread === undefined,
    );
    // Four handed over, two still ask, and nobody has to know any more of what ended by itself.
    expect(top.filter(({ text }) => text === "NOT FIXED: asking: It is ill.")).toHaveLength(8);
    expect(top.filter(({ text }) => text === "WAITING FOR YOU: asking.")).toHaveLength(2);
    const cards = workspace.messages.filter(({ text }) => text.startsWith("Answer needed"));
    expect(cards).toHaveLength(6);
    for (const { thread, ts } of cards.filter(({ channel }) => channel === "C0OPS")) {
      expect(Number(thread)).toBeLessThan(Number(ts));
    }
    expect(top.filter(({ text }) => text.startsWith("NOTHING TO DO"))).toEqual([]);
    expect(workspace.messages.every(({ edits }) => edits === 0)).toBe(true);
  });

  test("wait as long as Slack says, and see the newest then", async () => {
    const workspace = await openWorkspace();
    const world = await toldWorld(workspace);
    workspace.meets("chat.postMessage", { is: "slow_down", seconds: 7 });
    await world.begin(ASKING);
    const tell = world.teller();
    await tell();
    const asked = world.clock.monotonic();
    while (workspace.messages.length === 0) world.clock.stall(await tell());

    expect(world.clock.monotonic() - asked).toBeGreaterThanOrEqual(7_000);
  });

  test("get one message for many runs that begin at once, and their cards below it", async () => {
    const workspace = await openWorkspace();
    const world = await toldWorld(workspace);
    for (let run = 0; run < 14; run++) await world.begin(ASKING);
    await world.quiet(world.teller());

    const top = workspace.messages.filter(
      ({ channel, thread }) => channel === "C0OPS" && thread === undefined,
    );
    expect(top).toHaveLength(11);
    const shared = top.find(({ text }) => text.includes("going on at once"));
    expect(shared?.text).toBe("4 runs are going on at once, and 4 wait for a person.");
    expect(
      workspace.messages.filter(
        ({ thread, text }) => thread === shared?.ts && text.startsWith("Answer needed"),
      ),
    ).toHaveLength(4);
  });

  test("who can decide are asked alone when Slack does not take the message for all", async () => {
    const workspace = await openWorkspace();
    const world = await toldWorld(workspace);
    workspace.meets("chat.postMessage", { is: "error", error: "channel_not_found" });
    await world.begin(ASKING);
    await world.quiet(world.teller());

    expect(world.troubles).toEqual([expect.stringContaining("channel_not_found")]);
    expect(workspace.messages.map(({ channel }) => channel)).toEqual(["D0ADA", "D0BEN"]);
  });

  test("are told that nobody has been paged yet, and then that somebody was", async () => {
    const workspace = await openWorkspace();
    const world = await toldWorld(workspace);
    const tell = world.teller();
    const run = await world.begin(ASKING);
    await world.happen(run, answered());
    await world.query("update outbox set attempts = 3, trouble = 'PagerDuty answered 500'");
    await world.quiet(tell);
    const page = workspace.messages.find(({ text }) => text.startsWith("NOBODY"));
    expect(page?.text).toBe("NOBODY HAS BEEN PAGED YET: asking: It is ill.");
    expect(JSON.stringify(page?.blocks)).toContain("PagerDuty answered 500. It is tried again.");

    await world.query("update outbox set delivered_at = now(), result = 'paged'");
    await world.quiet(tell);

    expect(page?.text).toBe("PAGED: asking: It is ill.");
  });
});
