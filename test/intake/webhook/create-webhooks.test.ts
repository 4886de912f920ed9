import { describe, expect, test } from "vitest";
import { ProblemView } from "../../../src/intake/api/views/problem-view.ts";
import { EAST, EAST_PATH, group, sent, TOKEN, webhookWorld } from "./world.ts";

describe("what a real Alertmanager sends", () => {
  test("is stored before it is answered, and stays the same alerts when it is sent twice", async () => {
    const { post, book, seen } = await webhookWorld();
    const body = await sent("firing-group-of-three");

    const answer = await post(body);

    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ opened: 3, seen: 0, closed: 0, known: 0 });
    expect(await book.list({ isOpen: true }, { limit: 9 })).toHaveLength(3);
    expect(await (await post(body)).json()).toMatchObject({ opened: 0, seen: 3 });
    expect(seen.taken).toBe(1);
  });

  test("closes what is resolved, whatever the group as a whole is", async () => {
    const { post, book } = await webhookWorld();
    await post(await sent("firing-group-of-three"));

    const mixed = await (await post(await sent("mixed-new-firing-and-one-resolved"))).json();
    expect(mixed).toMatchObject({ closed: 1 });
    await post(await sent("all-resolved-omits-earlier-resolved"));

    expect(await book.list({ isOpen: true }, { limit: 9 })).toEqual([]);
  });

  test("closes nothing when alerts were cut out, and people are told", async () => {
    const { post, book, seen } = await webhookWorld();
    const body = await sent("truncated-looks-resolved");
    const firing = body
      .replaceAll('"resolved"', '"firing"')
      .replace('"truncatedAlerts":2', '"truncatedAlerts":0');
    await post(firing);

    expect(await (await post(body)).json()).toMatchObject({ opened: 1, closed: 0 });

    const open = await book.list({ isOpen: true }, { limit: 9 });
    const names = open.map(({ labels }) => labels["alertname"]);
    expect(new Set(names)).toEqual(new Set(["PitcrewGroupTruncated", "TruncMe"]));
    expect(names).toHaveLength(3);
    expect(seen.gaps).toEqual(["east"]);
  });

  test("is no incident when it only says that the source is alive", async () => {
    const { post, book, sql } = await webhookWorld();

    expect(await (await post(group(["Watchdog"]))).json()).toMatchObject({ opened: 0 });

    expect(await book.list({}, { limit: 9 })).toEqual([]);
    expect(await sql("select source from heartbeats")).toEqual([{ source: "east" }]);
  });

  test("survives fields that a later release adds", async () => {
    const { post } = await webhookWorld();
    const body = { ...JSON.parse(group(["A"])), notification_reason: "first notification" };

    expect((await post(JSON.stringify(body))).status).toBe(200);
  });
});

describe("a sender", () => {
  test.each([
    ["nobody", ""],
    ["a wrong token", "Bearer s3cret-of-the-west"],
    ["a part of the token", `Bearer ${TOKEN.slice(0, -1)}`],
    ["more than the token", `Bearer ${TOKEN}x`],
    ["the token in another case", `Bearer ${TOKEN.toUpperCase()}`],
    ["two spaces", `Bearer  ${TOKEN}`],
    ["another scheme", `Basic ${TOKEN}`],
    ["the token alone", TOKEN],
  ])("with %s is not let in, and nothing is read", async (_who, authorization) => {
    const { post, sql } = await webhookWorld();

    const answer = await post(group(["A"]), { authorization });

    expect(answer.status).toBe(401);
    expect(await problemOf(answer)).toMatchObject({ code: "E370" });
    expect(await sql("select from occurrences")).toEqual([]);
  });

  test("may use the next token while the old one still holds", async () => {
    const { post } = await webhookWorld();

    const answer = await post(group(["A"]), { authorization: `bearer ${EAST.tokens[1]}` });

    expect(answer.status).toBe(200);
  });

  test("is not told which sources there are", async () => {
    const { post } = await webhookWorld();

    const wrong = await post(group(["A"]), { authorization: "Bearer wrong" });
    const nowhere = await post(group(["A"]), {}, "/webhooks/alertmanager/nowhere");

    expect(nowhere.status).toBe(wrong.status);
    expect(await nowhere.text()).toBe(await wrong.text());
  });

  test("that was redirected to a GET is not told yes", async () => {
    const { webhooks } = await webhookWorld();

    const answer = await webhooks.request(EAST_PATH);

    expect(answer.status).toBe(405);
    expect(await problemOf(answer)).toMatchObject({ code: "E377" });
  });
});

describe("a body", () => {
  test.each([
    ["text/plain"],
    ["application/json; charset=latin1"],
    ["multipart/form-data; boundary=x"],
    ["application/x-www-form-urlencoded"],
    ["application/jsonp"],
    [""],
  ])("of type %s is not tried as JSON", async (type) => {
    const { post } = await webhookWorld();

    const answer = await post(group(["A"]), { "content-type": type });

    expect(answer.status).toBe(415);
    expect(await problemOf(answer)).toMatchObject({ code: "E371" });
  });

  test("that is packed is not unpacked", async () => {
    const { post } = await webhookWorld();

    expect((await post(group(["A"]), { "content-encoding": "gzip" })).status).toBe(415);
  });

  test.each([
    ["is not JSON", "{", "E373"],
    ["is a list", "[]", "E373"],
    ["is of another version", group(["A"]).replace('"4"', '"5"'), "E373"],
    ["has an alert without labels", '{"version":"4","alerts":[{"fingerprint":"5f"}]}', "E373"],
    ["has a label that is no text", group(["A"]).replace('"A"', "7"), "E373"],
    [
      "has a fingerprint with a line break",
      group(["A"]).replace(/"fingerprint":"[^"]+"/, '"fingerprint":"a\\nb"'),
      "E373",
    ],
    ["has a time that is none", group(["A"]).replace("2026-11-21T10", "yesterday"), "E373"],
    ["has a label __proto__", group(["A"]).replace('"alertname"', '"__proto__"'), "E374"],
    ["hides such a name", group(["A"]).replace('"alertname"', '"\\u005f_proto__"'), "E374"],
    ["is nested very deep", `${"[".repeat(200_000)}${"]".repeat(200_000)}`, "E374"],
  ])("that %s is refused with what is wrong", async (_what, body, code) => {
    const { post, sql } = await webhookWorld();

    const answer = await post(body);

    expect(answer.status).toBe(400);
    expect(await problemOf(answer)).toMatchObject({ code });
    expect(await sql("select from occurrences")).toEqual([]);
  });

  test("that is too large is not read to its end; people are told, and the source is asked", async () => {
    const { post, book, seen } = await webhookWorld();
    let pulled = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        pulled++;
        controller.enqueue(new Uint8Array(65_536).fill(0x20));
      },
    });

    const answer = await post(endless);

    expect(answer.status).toBe(413);
    expect(await problemOf(answer)).toMatchObject({ code: "E372" });
    expect(pulled).toBeLessThan(30);
    const [raised] = await book.list({}, { limit: 9 });
    expect(raised).toMatchObject({
      source: "pitcrew",
      labels: { alertname: "PitcrewBodyTooLarge", source: "east" },
    });
    expect(seen.gaps).toEqual(["east"]);
  });
});

describe("the intake", () => {
  test("answers 503 when it cannot store, so that Alertmanager sends it again", async () => {
    const broken = new Error("the database is away");
    const { post, seen } = await webhookWorld({
      intake: { takeIn: () => Promise.reject(broken), heard: async () => undefined },
    });

    const answer = await post(group(["A"]));

    expect(answer.status).toBe(503);
    expect(answer.headers.get("retry-after")).toBe("1");
    expect(await problemOf(answer)).toMatchObject({ code: "E376" });
    expect(seen.thrown).toEqual([broken]);
  });

  test("answers 503 to more than it works on at once, and takes them when they come again", async () => {
    const gate = Promise.withResolvers<undefined>();
    const { post } = await webhookWorld({
      intake: {
        takeIn: async (sightings) => {
          await gate.promise;
          return sightings.map(() => "opened" as const);
        },
        heard: async () => undefined,
      },
    });
    const requests = Array.from({ length: 40 }, (_none, nth) => post(group([`A${nth}`])));
    const first = await Promise.race(requests);
    expect(first.status).toBe(503);

    gate.resolve(undefined);

    const statuses = (await Promise.all(requests)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(32);
    expect(statuses.filter((status) => status === 503)).toHaveLength(8);
    expect((await post(group(["A39"]))).status).toBe(200);
  });
});

async function problemOf(answer: Response): Promise<ProblemView> {
  expect(answer.headers.get("content-type")).toBe("application/problem+json");
  return ProblemView.parse(await answer.json());
}
