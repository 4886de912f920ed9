import { expect, test } from "vitest";
import { group } from "../../intake/webhook/world.ts";
import { freshDatabase } from "../../postgres/server.ts";
import { pitcrew } from "../pitcrew.ts";
import { playbookText } from "../project.ts";
import { servedProject, urlOf } from "../served-project.ts";

const TOKEN = "a-token-for-this-test-alone";

test("alerts, why and windows show what came of alerts, and hold the next ones back", async () => {
  const { send, ask, until } = await served();
  expect((await ask("alerts")).stderr).toContain("There is no such alert");

  await send(["CartEmpty", "NobodyKnows"]);
  await until("alerts", (out) => out.includes("unmatched") && out.includes("started"));

  const unmatched = await ask("alerts", "--result", "unmatched");
  expect(unmatched.stdout).toContain("default  NobodyKnows");
  expect(unmatched.stdout).not.toContain("CartEmpty");
  const { alerts } = JSON.parse((await ask("alerts", "--json")).stdout) as Alerts;
  const cart = alerts.find(({ labels }) => labels["alertname"] === "CartEmpty");
  const why = await ask("why", cart?.fingerprint ?? "");
  expect(why.stdout).toContain("of carts 1.0.0 was started for it.");
  expect(why.stdout).toContain("It runs in mode suggest, the lowest of three");
  const [, run = ""] = /Run (\S+) of/.exec(why.stdout) ?? [];
  expect((await ask("why", run)).stdout).toBe(why.stdout);
  expect((await ask("why", "0".repeat(16))).stderr).toContain("E378");

  const about = ["--kind", "maintenance", "--label", "alertname=Cart*", "--for", "2h"];
  const added = await ask("windows", "add", ...about, "--reason", "new carts");
  expect(added.stdout).toContain("open  maintenance  alertname=Cart*");
  await send(["CartEmpty"], "resolved");
  await send(["CartEmpty"], "firing", "2026-11-21T15:00:00Z");
  await until("alerts", (out) => out.includes("held"));
  expect((await ask("why", cart?.fingerprint ?? "")).stdout).toContain("new carts");

  const [id = ""] = (await ask("windows", "list")).stdout.split("  ");
  expect((await ask("windows", "end", id)).stderr).toContain("has ended");
  expect((await ask("windows", "list")).stdout).toBe("");
  expect((await ask("windows", "end", id)).stderr).toContain("E381");
});

interface Alerts {
  readonly alerts: readonly {
    readonly fingerprint: string;
    readonly labels: Readonly<Record<string, string>>;
  }[];
}

async function served() {
  const carts = playbookText("carts", {
    match: "{ alert: CartEmpty }",
    params: "{ shop: { type: name, default: all } }",
  });
  const project = await servedProject(
    { "playbooks/carts.yaml": carts },
    { DATABASE_URL: urlOf(await freshDatabase()), PORT: "0", PITCREW_WEBHOOK_TOKEN: TOKEN },
  );
  const lines = await project.linesUntil("listening at http");
  const url = lines.at(-1)?.split(" ").at(-1) ?? "";
  const ask = (...words: readonly string[]) => pitcrew(words, project.at);
  return {
    ask,
    send: async (names: readonly string[], status = "firing", startsAt?: string) => {
      const body = group(names, status);
      const response = await fetch(`${url}/webhooks/alertmanager/default`, {
        method: "POST",
        body:
          startsAt === undefined
            ? body
            : body.replaceAll(/"startsAt":"[^"]+"/g, `"startsAt":"${startsAt}"`),
        headers: { authorization: `Bearer ${TOKEN}`, "content-type": "application/json" },
      });
      expect(response.status).toBe(200);
    },
    /** What a server does beside the command is seen by asking again. */
    until: async (word: string, isThere: (out: string) => boolean) => {
      while (!isThere((await ask(word)).stdout));
    },
  };
}
