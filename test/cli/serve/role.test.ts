import { describe, expect, test } from "vitest";
import { freshDatabase } from "../../postgres/server.ts";
import { pitcrew } from "../pitcrew.ts";
import { playbookText } from "../project.ts";
import { servedProject, urlOf } from "../served-project.ts";

const TOKEN = "a-token-for-the-webhook";
const FILES = { "playbooks/shop.yaml": playbookText("shop") };

describe("processes that share a database", () => {
  test("hear, or carry out: what one was asked for waits for the other", async () => {
    const env = {
      DATABASE_URL: urlOf(await freshDatabase()),
      PITCREW_WEBHOOK_TOKEN: TOKEN,
    };
    const web = await servedProject(FILES, env, ["--role", "web"]);
    const webUrl = await urlIn(web);
    const id = await web.start("shop", { shop: "cart" });
    const before = await pitcrew(["runs", "--live"], web.at);
    expect(before.stdout).toContain(id);

    const worker = await servedProject(FILES, env, ["--role", "worker"]);
    const workerUrl = await urlIn(worker);

    expect((await pitcrew(["watch", id], web.at)).exitCode).toBe(0);
    // The one that hears knows the token, and wants JSON; to the other there is nothing there.
    expect((await knock(webUrl)).status).toBe(415);
    expect((await knock(workerUrl)).status).toBe(401);
    expect((await fetch(`${workerUrl}/healthz`)).status).toBe(200);
  });

  test("have no other role", async () => {
    const { exitCode, stderr } = await pitcrew(["serve", "--role", "boss"]);

    expect(exitCode).toBe(2);
    expect(stderr).toContain("all, web, worker");
  });
});

async function urlIn(server: Awaited<ReturnType<typeof servedProject>>): Promise<string> {
  const lines = await server.linesUntil("listening at http");
  return lines.at(-1)?.replace("listening at ", "") ?? "";
}

function knock(url: string): Promise<Response> {
  const headers = { authorization: `Bearer ${TOKEN}`, "content-type": "text/plain" };
  return fetch(`${url}/webhooks/alertmanager/default`, { method: "POST", headers, body: "firing" });
}
