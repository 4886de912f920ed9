import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { randomUUID } from "node:crypto";
import { describe, expect, onTestFinished, test } from "vitest";
import { Directory } from "../../../../src/config/directory.ts";
import type { Order } from "../../../../src/intake/api/needs.ts";
import { answer } from "../../../../src/intake/api/refusal.ts";
import { openApp, type SlackWay } from "../../../../src/integrations/slack/app/open-app.ts";
import { systemClock } from "../../../../src/integrations/system/clock.ts";
import type { Actor } from "../../../../src/access/actor.ts";
import type { Right } from "../../../../src/access/rights.ts";
import { authorize, type Access } from "../../../../src/access/authorize.ts";
import { commandOf, payloadOf, SECRET, type Signing } from "../../../slack/signed.ts";
import { APP_TOKEN, openWorkspace, TEAM, TOKEN, type Member } from "../../../slack/workspace.ts";

const RUN = "0199aa10-0000-7000-8000-000000000000";

const ACCESS: Access = {
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
  const app = openApp({ token: TOKEN, apiUrl: workspace.apiUrl }, way, {
    desk: {
      authorize: (actor: Actor, right: Right, team: string | null) =>
        authorize(actor, right, team, access),
      ownerOfRun: async () => answer("shop"),
      send: async (_run: string, order: Order, actor: { readonly id: string }) => {
        orders.push({ order, actor: actor.id });
        return answer(null);
      },
      list: async () => [],
    } as never, // the rest is not asked for
    access: () => access,
    clock: systemClock,
    zone: () => "UTC",
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
  const stop = (user: string, team = TEAM, signing?: Signing) =>
    payloadOf(
      {
        type: "block_actions",
        user: { id: user },
        team: { id: team },
        trigger_id: randomUUID(),
        response_url: workspace.responseUrl(user),
        actions: [
          {
            type: "button",
            action_id: "stop:0",
            value: JSON.stringify({ is: "click", act: "stop", run: RUN }),
          },
        ],
      },
      signing,
    );
  const replyTo = async (request: ReturnType<typeof payloadOf>) => {
    const heard = workspace.replies.length;
    expect(await ask(request)).toBe(200);
    return String((await workspace.until(() => workspace.replies[heard])).body["text"]);
  };
  return { app, workspace, orders, troubles, ask, stop, replyTo };
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
  ])("%s is answered in private", async (text, says) => {
    const { workspace, replyTo } = await opened();
    const response_url = workspace.responseUrl("c");

    expect(
      await replyTo(commandOf({ user_id: "U0ADA", team_id: TEAM, text, response_url })),
    ).toContain(says);
  });
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
