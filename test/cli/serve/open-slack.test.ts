import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFailed, onTestFinished, test } from "vitest";
import { commandOf, payloadOf, SECRET } from "../../slack/signed.ts";
import { openWorkspace, TEAM, TOKEN, type Kept, type Workspace } from "../../slack/workspace.ts";
import { freshDatabase } from "../../postgres/server.ts";
import { servedProject, urlOf } from "../served-project.ts";

const DIRECTORY = `format: 1
time_zone: Europe/Berlin
people:
  ada: { name: Ada Moreau, email: ada@example.com, slack: U0ADA }
  ben: { name: Ben Okafor, email: ben@example.com }
channels: { ops: C0OPS }
teams:
  team-shop:
    channel: ops
    members: { ada: [responder, approver], ben: [responder] }
`;

const RESTART = `format: 1
name: restart-shop
version: 1.0.0
owner: team-shop
severity: high
summary: The shop does not answer, and a restart brings it back
params: { shop: { type: name } }
safety: { mode: approve, deadline: 30m, lock: "shop/\${{ params.shop }}", cooldown: 15m, max_runs: 3 per 24h }
steps:
  - id: restart
    kind: http.call
    with: { connection: shop, method: POST, path: "/restart" }
    approve: { by: [team-shop], expires: 10m }
    timeout: 30s
    undo: none
    verify:
      kind: http.get
      with: { connection: shop, path: "/health" }
      that: after.status == 200
      every: 1s
      within: 1m
`;

test("a whole incident is led from Slack: begun, approved, followed, and ended as fixed", async () => {
  const workspace = await openWorkspace([
    { id: "U0ADA", email: "ada@example.com" },
    { id: "U0BEN", email: "ben@example.com" },
  ]);
  const shop = await openShop();
  const { ask } = await serve(workspace, shop.url);

  await ask(commandOf(command(workspace, "U0BEN", "run restart-shop shop=carts")));
  const dialog = await workspace.until(() => workspace.views.at(-1)?.view);
  expect(JSON.stringify(dialog)).toContain('"initial_value":"carts"');
  await ask(payloadOf(submission("U0BEN", dialog, { shop: "carts" })));

  const card = await workspace.until(() => saying(workspace, "Approval needed by"));
  const live = workspace.messages.find(({ ts }) => ts === card.thread);
  expect(live?.text).toBe("WAITING FOR YOU: restart-shop · carts.");
  expect(shop.calls).toEqual([]);

  const approveAs = async (user: string): Promise<string> => {
    const { length } = workspace.views;
    const heard = workspace.replies.length;
    await ask(payloadOf(press(workspace, user, card, "Approve")));
    const { view } = await workspace.until(() => workspace.views[length]);
    const text = /Write (\S+) to approve/.exec(JSON.stringify(view))?.[1] ?? "";
    await ask(payloadOf(submission(user, view, { text })));
    return JSON.stringify(await workspace.until(() => workspace.replies[heard]));
  };
  expect(await approveAs("U0BEN")).toMatch(/E32[12]/);
  expect(shop.calls).toEqual([]);
  expect(await approveAs("U0ADA")).toContain("on record");

  const result = await workspace.until(() => saying(workspace, "FIXED"));
  expect(result.ts).toBe(live?.ts);
  expect(shop.calls).toEqual(["POST /restart"]);
  const decided = await workspace.until(() =>
    workspace.messages.find(
      ({ ts, text }) => ts === card.ts && text.startsWith("Approved by Ada Moreau"),
    ),
  );
  expect(JSON.stringify(decided.blocks)).not.toContain('"button"');
});

function saying(workspace: Workspace, words: string): Kept | undefined {
  return workspace.messages.find(
    ({ text, channel }) => channel === "C0OPS" && text.startsWith(words),
  );
}

async function serve(workspace: Workspace, shop: string) {
  const project = await servedProject(
    {
      "directory.yaml": DIRECTORY,
      "connections.yaml": `format: 1\nconnections:\n  shop: { type: http, base_url: "${shop}", insecure: true, allow_addresses: [127.0.0.0/8] }\n`,
      "pitcrew.yaml": `format: 1\nslack: { api_url: "${workspace.apiUrl}" }\n`,
      "playbooks/restart-shop.yaml": RESTART,
    },
    {
      DATABASE_URL: urlOf(await freshDatabase()),
      PORT: "0",
      SLACK_BOT_TOKEN: TOKEN,
      SLACK_SIGNING_SECRET: SECRET,
    },
  );
  onTestFailed(() => {
    process.stderr.write(project.stderr());
  });
  const lines = await project.linesUntil("listening at http");
  const base = /http:\/\/\S+/.exec(lines.at(-1) ?? "")?.[0] ?? "";
  return {
    ask: async (request: ReturnType<typeof payloadOf>) => {
      const answer = await fetch(`${base}/slack/events`, request);
      expect(answer.status).toBe(200);
    },
  };
}

async function openShop() {
  const calls: string[] = [];
  const server = createServer((request, response) => {
    if (request.method === "POST") calls.push(`${request.method} ${request.url}`);
    response.setHeader("content-type", "application/json");
    response.end('{"well":true}');
  });
  server.listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, calls };
}

function command(workspace: Workspace, user: string, text: string) {
  const trigger_id = workspace.trigger(randomUUID());
  return {
    user_id: user,
    team_id: TEAM,
    text,
    trigger_id,
    response_url: workspace.responseUrl(randomUUID()),
  };
}

function press(workspace: Workspace, user: string, { blocks }: Kept, label: string) {
  const buttons = blocks.flatMap((block) => (block.type === "actions" ? block.elements : []));
  const button = buttons.find((one) => one.type === "button" && one.text.text.startsWith(label));
  if (button?.type !== "button") throw new Error(`there is no button ${label}`);
  return {
    type: "block_actions",
    user: { id: user },
    team: { id: TEAM },
    trigger_id: workspace.trigger(randomUUID()),
    response_url: workspace.responseUrl(randomUUID()),
    actions: [{ type: "button", action_id: button.action_id, value: button.value }],
  };
}

function submission(
  user: string,
  view: { readonly callback_id?: string; readonly private_metadata?: string },
  fields: Readonly<Record<string, string>>,
) {
  const values = Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      { value: { type: "plain_text_input", value } },
    ]),
  );
  return {
    type: "view_submission",
    user: { id: user },
    team: { id: TEAM },
    view: { id: randomUUID(), type: "modal", state: { values }, ...view },
  };
}
