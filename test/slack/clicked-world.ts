import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished } from "vitest";
import type { Actor } from "../../src/access/actor.ts";
import { Directory } from "../../src/config/directory.ts";
import { answer } from "../../src/intake/api/refusal.ts";
import { openApp } from "../../src/integrations/slack/app/open-app.ts";
import { systemClock } from "../../src/integrations/system/clock.ts";
import type { Click } from "../../src/model/notice.ts";
import { NO_WISH } from "../../src/ports/chat-wishes.ts";
import { createOutside } from "../engine/worker/outside.ts";
import { set } from "../engine/worker/world.ts";
import { entryOf, servedDesk } from "../intake/api/desk-world.ts";
import { waitFor } from "../intake/api/requests.ts";
import { payloadOf, SECRET } from "./signed.ts";
import { openWorkspace, TEAM, TOKEN } from "./workspace.ts";

const EVE: Actor = { id: "eve", person: "eve", surface: "api", scope: null };

const ACCESS = {
  is: "directory",
  directory: Directory.parse({
    format: 1,
    people: {
      ada: { name: "Ada", email: "ada@example.com", slack: "U0ADA" },
      ben: { name: "Ben", email: "ben@example.com", slack: "U0BEN" },
      eve: { name: "Eve", email: "eve@example.com" },
    },
    teams: {
      "team-shop": { members: { ada: ["approver"], ben: ["approver"], eve: ["responder"] } },
    },
  }),
} as const;

/** Slack at the door of a real desk, whose runs ask before they change something. */
export async function clickedWorld() {
  const workspace = await openWorkspace([
    { id: "U0ADA", email: "ada@example.com" },
    { id: "U0BEN", email: "ben@example.com" },
  ]);
  const outside = createOutside();
  const scaling = entryOf(
    "scaling",
    [set("scale", { with: { target: "${{ params.target }}" } })],
    { params: { target: { type: "name" } }, safety: { mode: "approve" } },
    outside.kinds,
  );
  const api = await servedDesk([scaling], { actor: () => EVE, access: ACCESS });
  const app = openApp(
    { token: TOKEN, apiUrl: workspace.apiUrl },
    { is: "http", signingSecret: SECRET },
    {
      desk: api.desk,
      access: () => ACCESS,
      wishes: { of: async () => NO_WISH, keep: async () => undefined },
      drills: { list: async () => [], begin: async () => answer(null) },
      clock: systemClock,
      book: () => ({ zone: "UTC", linkTo: () => null }),
      onTrouble: (what, error) => {
        throw new Error(what, { cause: error });
      },
    },
  );
  const server = createServer((request, response) => app.listener?.(request, response));
  server.listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const { port } = server.address() as AddressInfo;
  /** A run that waits for a yes, and how its plan begins. */
  async function asking(
    target: string,
  ): Promise<{ readonly run: string; readonly digest: string }> {
    const { id: run } = await api.start("scaling", { target });
    await waitFor(api, run, ({ pending: [first] }) => first?.is === "approval");
    const record = await api.store.get(run);
    return { run, digest: record?.state.approvals["scale"]?.digest ?? "" };
  }

  return {
    workspace,
    outside,
    api,
    asking,
    press: (user: string, click: Click) =>
      payloadOf({
        type: "block_actions",
        user: { id: user },
        team: { id: TEAM },
        trigger_id: workspace.trigger(randomUUID()),
        response_url: workspace.responseUrl(randomUUID()),
        actions: [{ type: "button", action_id: "x:0", value: JSON.stringify(click) }],
      }),
    /** A copy may be refused at the door, and is harmless behind it. */
    ask: async (request: ReturnType<typeof payloadOf>) => {
      const { status } = await fetch(`http://127.0.0.1:${port}/slack/events`, request);
      expect([200, 401]).toContain(status);
    },
  };
}
