import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { randomUUID } from "node:crypto";
import { describe, expect, onTestFinished, test } from "vitest";
import { Directory } from "../../../../src/config/directory.ts";
import type { Order, PageWish } from "../../../../src/intake/api/needs.ts";
import { answer, refuse } from "../../../../src/intake/api/refusal.ts";
import { openApp, type SlackWay } from "../../../../src/integrations/slack/app/open-app.ts";
import { type ChatWish, NO_WISH } from "../../../../src/ports/chat-wishes.ts";
import type { Unpaged } from "../../../../src/ports/page-desk.ts";
import { systemClock } from "../../../../src/integrations/system/clock.ts";
import type { Actor } from "../../../../src/access/actor.ts";
import type { Right } from "../../../../src/access/rights.ts";
import { authorize, type Access } from "../../../../src/access/authorize.ts";
import { commandOf, payloadOf, SECRET, type Signing } from "../../../slack/signed.ts";
import { APP_TOKEN, openWorkspace, TEAM, TOKEN, type Member } from "../../../slack/workspace.ts";

const RUN = "0199aa10-0000-7000-8000-000000000000";

const ACCESS = {
  is: "directory",
  directory: Directory.parse({
    format: 1,
    people: {
      ada: { name: "Ada", email: "ada@example.com", slack: "U0ADA" },
      ben: { name: "Ben", email: "ben@example.com" },
      eve: { name: "Eve", email: "eve@example.com" },
    },
    teams: { shop: { members: { ada: ["responder"], ben: ["viewer"], eve: ["responder"] } } },
  }),
} as const satisfies Access;

const PLAYBOOK = {
  name: "restart-cart",
  version: "1.0.0",
  owner: "shop",
  summary: "Restarts the cart.",
  params: [],
};

const MEMBERS: readonly Member[] = [
  { id: "U0ADA", email: "other@example.com" },
  { id: "U0BEN", email: "Ben@example.com" },
  { id: "U0NOBODY", email: "nobody@example.com" },
  { id: "U0FAKE", email: "ada@example.com" },
  { id: "U0GUEST", email: "eve@example.com", is: "guest" },
  { id: "U0BOT", email: "eve@example.com", is: "bot" },
  { id: "U0GONE", email: "eve@example.com", is: "deactivated" },
  { id: "U0FAR", email: "eve@example.com", is: "foreign" },
];

async function opened(
  access: Access = ACCESS,
  way: SlackWay = { is: "http", signingSecret: SECRET },
) {
  const workspace = await openWorkspace(MEMBERS);
  const orders: { readonly order: Order; readonly actor: string }[] = [];
  const troubles: string[] = [];
  const pages: PageWish[] = [];
  const unpaged: Unpaged[] = [];
  const turned: { readonly kind: string; readonly scope: string }[] = [];
  const wishes = new Map<string, ChatWish>();
  let endDrill: (sentences: readonly string[]) => void = () => undefined;
  const app = openApp({ token: TOKEN, apiUrl: workspace.apiUrl }, way, {
    desk: {
      authorize: (actor: Actor, right: Right, team: string | null) =>
        authorize(actor, right, team, access),
      ownerOfRun: async () => answer("shop"),
      send: async (_run: string, order: Order, actor: { readonly id: string }) => {
        orders.push({ order, actor: actor.id });
        return answer(null);
      },
      page: async (wish: PageWish) => {
        pages.push(wish);
        return answer({ run: wish.run, to: wish.to ?? "shop" });
      },
      list: async () => [],
      unpaged: async () => unpaged,
      playbooks: async () => [PLAYBOOK],
      brakes: {
        switches: async () => ({ switches: turned, live: 0, counted_to: 0 }),
        turnOn: async (wanted: (typeof turned)[number]) => {
          turned.push(wanted);
          return answer(null);
        },
      },
      ownerOfPlaybook: async () => answer("shop"),
      alerts: { why: async (about: string) => refuse("E378", `No alert ${about}`, "Look.") },
    } as never, // the rest is not asked for
    access: () => access,
    clock: systemClock,
    book: () => ({ zone: "UTC", linkTo: () => null }),
    wishes: {
      of: async (account) => wishes.get(account) ?? NO_WISH,
      keep: async (account, wish) => void wishes.set(account, wish),
    },
    drills: {
      list: async () => [{ name: "lock-not-released", summary: "A lock stays" }],
      begin: async (_name, onEnd) => {
        endDrill = onEnd;
        return answer(null);
      },
    },
    onTrouble: (what, error) => troubles.push(`${what}: ${String(error)}`),
  });
  const server = createServer((request, response) => app.listener?.(request, response));
  server.listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const { port } = server.address() as AddressInfo;
  const ask = async (request: ReturnType<typeof payloadOf>) =>
    (await fetch(`http://127.0.0.1:${port}/slack/events`, request)).status;
  const press = (click: object, user = "U0ADA", more: object = {}) => {
    const trigger_id = workspace.trigger(randomUUID());
    return {
      type: "block_actions",
      user: { id: user },
      team: { id: TEAM },
      trigger_id,
      response_url: workspace.responseUrl(user),
      actions: [
        {
          type: "button",
          action_id: "x:0",
          value: JSON.stringify({ is: "click", run: RUN, ...click }),
        },
      ],
      ...more,
    };
  };
  const stop = (user: string, team = TEAM, signing?: Signing) =>
    payloadOf(press({ act: "stop" }, user, { team: { id: team } }), signing);
  /** Fills in the dialog that was opened last, and sends it off. */
  const submit = (values: Readonly<Record<string, string>>) => {
    const view = workspace.views.at(-1)?.view;
    const state = Object.entries(values).map(([name, value]) => [name, { value: { value } }]);
    return payloadOf({
      type: "view_submission",
      user: { id: "U0ADA" },
      team: { id: TEAM },
      view: { id: "V1", ...view, state: { values: Object.fromEntries(state) as object } },
    });
  };
  const replyTo = async (request: ReturnType<typeof payloadOf>) => {
    const heard = workspace.replies.length;
    expect(await ask(request)).toBe(200);
    return String((await workspace.until(() => workspace.replies[heard])).body["text"]);
  };
  return {
    app,
    workspace,
    orders,
    troubles,
    pages,
    unpaged,
    wishes,
    turned,
    ask,
    press: (...pressed: Parameters<typeof press>) => payloadOf(press(...pressed)),
    stop,
    submit,
    replyTo,
    endDrill: (sentences: readonly string[]) => endDrill(sentences),
  };
}

describe("a click", () => {
  test("counts for the person whose account it is, as they are called in the directory", async () => {
    const { orders, stop, replyTo } = await opened();

    expect(await replyTo(stop("U0ADA"))).toContain("It stops");
    expect(orders).toEqual([{ order: { is: "stop", undo: true }, actor: "ada" }]);
  });

  test("is refused with the reason to whom the person lacks the right, found by their address", async () => {
    const { orders, stop, replyTo } = await opened();

    expect(await replyTo(stop("U0BEN"))).toMatch(/^ben must be responder/);
    expect(orders).toEqual([]);
  });

  test.each([
    ["U0NOBODY", TEAM, "nobody in directory.yaml"],
    // The person has an account that is written down, and this is not it.
    ["U0FAKE", TEAM, "nobody in directory.yaml"],
    ["U0GUEST", TEAM, "is a guest"],
    ["U0BOT", TEAM, "is a bot"],
    ["U0GONE", TEAM, "is deactivated"],
    ["U0FAR", TEAM, "another workspace"],
    ["U0ADA", "T0OTHER", "another workspace"],
  ])("of %s in %s is refused, with the reason, to them alone", async (user, team, because) => {
    const { workspace, orders, stop, replyTo } = await opened();

    expect(await replyTo(stop(user, team))).toContain(because);
    expect(orders).toEqual([]);
    expect(workspace.replies[0]?.body).toMatchObject({ response_type: "ephemeral" });
    expect(workspace.messages).toEqual([]);
  });

  test("is refused where no people are known", async () => {
    const { orders, stop, replyTo } = await opened({ is: "solo" });

    expect(await replyTo(stop("U0ADA"))).toContain("knows no people");
    expect(orders).toEqual([]);
  });

  test("is acknowledged while Slack does not say who it is from, and then refused", async () => {
    const { workspace, orders, stop, replyTo } = await opened();
    workspace.meets("users.info", { is: "status", status: 500 });

    expect(await replyTo(stop("U0ADA"))).toContain("Slack does not say who you are");
    expect(orders).toEqual([]);
  });
});

describe("a dialog", () => {
  const DENY = { act: "deny", step: "scale", digest: "sha256:3c9e12" };

  test("that denies can have the owner paged as well, with the reason", async () => {
    const { workspace, orders, pages, ask, press, submit, replyTo } = await opened();
    await ask(press(DENY));
    await workspace.until(() => workspace.views[0]);

    expect(await replyTo(submit({ text: "Not on a Friday", then: "page" }))).toBe(
      "shop is being paged.",
    );
    expect(orders).toMatchObject([{ order: { is: "deny", reason: "Not on a Friday" } }]);
    expect(pages).toMatchObject([{ run: RUN, reason: 'Not on a Friday (denied "scale")' }]);
  });

  test("that denies pages nobody when nobody wants that", async () => {
    const { workspace, pages, ask, press, submit, replyTo } = await opened();
    await ask(press(DENY));
    await workspace.until(() => workspace.views[0]);
    await replyTo(submit({ text: "No", then: "nothing" }));

    expect(pages).toEqual([]);
  });

  test("pages somebody, as the same wish when it is sent off twice", async () => {
    const { workspace, pages, ask, press, submit, replyTo } = await opened();
    await ask(press({ act: "page" }));
    await workspace.until(() => workspace.views[0]);
    await replyTo(submit({ to: "shop", text: "It spreads" }));
    await replyTo(submit({ to: "shop", text: "It spreads " }));

    expect(pages).toMatchObject([{ to: "shop" }, { to: "shop" }]);
    expect(new Set(pages.map(({ id }) => id)).size).toBe(1);
  });
});

describe("somebody's Home", () => {
  const home = { response_url: undefined };

  test("shows their playbooks, and pauses one where they press", async () => {
    const { workspace, turned, ask, press } = await opened();
    const shown = () => JSON.stringify(workspace.homes.get("U0ADA") ?? "");
    await ask(press({ act: "pause", playbook: "restart-cart" }, "U0ADA", home));
    await workspace.until(() => (shown().includes("restart-cart") ? true : undefined));

    expect(turned).toMatchObject([{ kind: "pause", scope: "playbook:restart-cart" }]);
    expect(shown()).toContain("Resume");
  });

  test("answers with a dialog whoever may not, for there is no other way to them", async () => {
    const { workspace, turned, ask, press } = await opened();
    await ask(press({ act: "pause", playbook: "restart-cart" }, "U0BEN", home));
    const { view } = await workspace.until(() => workspace.views[0]);

    expect(JSON.stringify(view)).toContain("ben must be responder");
    expect(turned).toEqual([]);
  });

  test("keeps how they want to be told", async () => {
    const { workspace, wishes, ask, press, submit } = await opened();
    await ask(press({ act: "quiet_hours" }, "U0ADA", home));
    await workspace.until(() => workspace.views[0]);
    await ask(submit({ text: "22:00-07:00" }));
    await workspace.until(() => workspace.homes.get("U0ADA"));
    await ask(press({ act: "direct", on: false }, "U0ADA", home));
    await workspace.until(() =>
      JSON.stringify(workspace.homes.get("U0ADA")).includes("in channels only") ? true : undefined,
    );

    expect(wishes.get("U0ADA")).toEqual({ isDirect: false, quiet: { from: 1_320, until: 420 } });
  });

  test("sends them a test message", async () => {
    const { workspace, ask, press } = await opened();
    await ask(press({ act: "greet" }, "U0ADA", home));
    const message = await workspace.until(() => workspace.messages[0]);

    expect(message).toMatchObject({ channel: "D0ADA", text: expect.stringContaining("This is") });
  });

  test("says first that nobody has been paged yet", async () => {
    const { workspace, unpaged, ask, press } = await opened();
    unpaged.push({
      run: RUN,
      occurrence: null,
      at: 0,
      attempts: 3,
      nextAt: 0,
      trouble: "PagerDuty answered 503",
    });
    await ask(press({ act: "direct", on: true }, "U0ADA", home));
    const shown = JSON.stringify(await workspace.until(() => workspace.homes.get("U0ADA")));

    expect(shown.indexOf("NOBODY HAS BEEN PAGED YET")).toBeLessThan(shown.indexOf("WAITING"));
    expect(shown).toContain("PagerDuty answered 503. It is tried again.");
  });
});

describe("a request", () => {
  test.each([
    ["forged", { secret: "0".repeat(32) }],
    ["older than five minutes", { skew: -301 }],
    ["of later than in five minutes", { skew: 330 }],
  ])("that is %s is refused", async (_, signing) => {
    const { orders, ask, stop } = await opened();

    expect(await ask(stop("U0ADA", TEAM, signing))).toBe(401);
    expect(orders).toEqual([]);
  });

  test("that is sent once more is refused", async () => {
    const { orders, ask, stop, replyTo } = await opened();
    const request = stop("U0ADA");
    await replyTo(request);

    expect(await ask(request)).toBe(401);
    expect(orders).toHaveLength(1);
  });
});

describe("a command", () => {
  test.each([
    ["help", "These are the commands"],
    ["rnu", "Did you mean run?"],
    ["status", "needs something more"],
    ["run x y", "is no param"],
    ["stop 77", "No run, or more than one"],
    ["why", "needs something more"],
    [`why <https://pitcrew.example.com/alerts/${RUN}?x=1|this one>`, `No alert ${RUN}`],
    ["why 0123456789abcdef", "No alert 0123456789abcdef"],
    ["freeze all", "needs something more"],
    ["freeze restart-cart it burns", "No run of restart-cart changes anything"],
    ["pause restart-cart 1h", "No run of restart-cart starts by itself"],
    ["drill", "These are the drills."],
    ["drill lock-not-released", "must be admin"],
  ])("%s is answered in private", async (text, says) => {
    const { workspace, replyTo } = await opened();
    const response_url = workspace.responseUrl("c");

    expect(
      await replyTo(commandOf({ user_id: "U0ADA", team_id: TEAM, text, response_url })),
    ).toContain(says);
  });
});

test("a drill is begun by an admin, who learns later how it went", async () => {
  const { ada, ...others } = ACCESS.directory.people;
  const teams = { shop: { members: { ada: ["admin"] } } };
  const directory = Directory.parse({ format: 1, people: { ada, ...others }, teams });
  const { workspace, endDrill, replyTo } = await opened({ is: "directory", directory });
  const response_url = workspace.responseUrl("c");
  const text = "drill lock-not-released";

  expect(
    await replyTo(commandOf({ user_id: "U0ADA", team_id: TEAM, text, response_url })),
  ).toContain("has begun");
  endDrill(["DRILL lock-not-released: passed"]);

  const { body } = await workspace.until(() => workspace.replies[1]);
  expect(body["text"]).toBe("Drill lock-not-released: DRILL lock-not-released: passed");
});

test("an answer for which Slack takes no more words is a message to the one who asked", async () => {
  const { workspace, ask } = await opened();
  const response_url = workspace.responseUrl("used");
  for (let use = 0; use < 6; use++) {
    await ask(commandOf({ user_id: "U0ADA", team_id: TEAM, text: "help", response_url }));
  }
  const message = await workspace.until(() => workspace.messages[0]);

  expect(workspace.replies).toHaveLength(5);
  expect(message).toMatchObject({ channel: "D0ADA", text: "These are the commands of /pitcrew." });
});

test("over a connection of ours, a command is acknowledged and answered as well", async () => {
  const { app, workspace } = await opened(ACCESS, { is: "socket", appToken: APP_TOKEN });
  onTestFinished(() => app.stop());
  await app.start();
  const socket = await workspace.until(() => workspace.sockets[0]);
  socket.send({
    envelope_id: "e-1",
    type: "slash_commands",
    accepts_response_payload: true,
    payload: {
      command: "/pitcrew",
      text: "help",
      user_id: "U0ADA",
      team_id: TEAM,
      channel_id: "C0OPS",
      trigger_id: "t",
      response_url: workspace.responseUrl("socket"),
    },
  });

  const { body } = await workspace.until(() => workspace.replies[0]);
  expect(body["text"]).toBe("These are the commands of /pitcrew.");
  expect(workspace.acks).toEqual(["e-1"]);
});
