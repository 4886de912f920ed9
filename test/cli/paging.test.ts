import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Client } from "pg";
import { expect, onTestFinished, test, vi } from "vitest";
import { startPagerDuty } from "../pagerduty/server.ts";
import { incidentEvent, webhookCall } from "../pagerduty/webhook.ts";
import { freshDatabase } from "../postgres/server.ts";
import { emptyFolder, pitcrew } from "./pitcrew.ts";
import { servedProject, urlOf } from "./served-project.ts";

const PLAYBOOK = `format: 1
name: hand-over
version: 1.0.0
owner: platform
severity: critical
summary: Hands over at once.

steps:
  - id: page
    kind: escalate
    with: { to: pagerduty/platform, reason: Half of the workers crash }
`;

const DIRECTORY = `format: 1
people:
  ada: { name: Ada, email: ada@example.com, pagerduty: PADA123 }
services: { platform: PSVCPLAT1 }
teams:
  platform: { service: platform, members: { ada: [responder, admin] } }
`;

/** The test ends by itself when it takes too long. */
const FOREVER = { timeout: 0x7fff_ffff, interval: 20 };

test("a run pages a person through PagerDuty, and hears back when that person takes it", async () => {
  const pagerDuty = await startPagerDuty();
  const database = await freshDatabase();
  const authority = join(await emptyFolder(), "authority.pem");
  await writeFile(authority, pagerDuty.certificate);
  const [service] = pagerDuty.account.services.values();
  const { at, linesUntil } = await servedProject(
    {
      "playbooks/hand-over.yaml": PLAYBOOK,
      "directory.yaml": DIRECTORY,
      "pitcrew.yaml": settingsFor(pagerDuty.host, authority),
    },
    {
      DATABASE_URL: urlOf(database),
      PORT: "0",
      PAGERDUTY_ROUTING_KEY: service?.routingKey ?? "",
      PAGERDUTY_API_TOKEN: pagerDuty.account.token,
      PAGERDUTY_FROM: "ada@example.com",
      WEBHOOK_SECRET: "s3cret",
    },
  );
  const [address = ""] = /http:\S+/.exec(await lastOf(linesUntil("listening at http://"))) ?? [];

  const run = await pitcrew(["run", "hand-over"], at);
  await vi.waitUntil(() => pagerDuty.account.incidents.length > 0, FOREVER);
  const [incident] = pagerDuty.account.incidents;
  const event = incidentEvent("acknowledged", incident?.key ?? "");
  const told = await fetch(
    `${address}/webhooks/pagerduty`,
    webhookCall(event, { secrets: ["s3cret"] }),
  );

  expect(run.exitCode).toBe(5);
  expect(incident).toMatchObject({
    title: "hand-over: Half of the workers crash",
    severity: "critical",
  });
  expect(told.status).toBe(204);
  const kinds = await recorder(database, `incident:${incident?.key}`);
  await vi.waitUntil(async () => (await kinds()).length === 2, FOREVER);
  expect(await kinds()).toEqual(["paged by pitcrew", "acknowledged by ada"]);
});

function settingsFor(host: string, authority: string): string {
  return `format: 1
pagerduty:
  events_host: "${host}"
  api_host: "${host}"
  certificate_authority: file:${authority}
  webhook_secrets: [env:WEBHOOK_SECRET]
`;
}

async function lastOf(lines: Promise<readonly string[]>): Promise<string> {
  return (await lines).at(-1) ?? "";
}

async function recorder(database: Parameters<typeof urlOf>[0], subject: string) {
  const client = new Client({ ...database });
  await client.connect();
  onTestFinished(() => client.end());
  return async (): Promise<readonly string[]> => {
    const { rows } = await client.query(
      "select kind || ' by ' || actor as entry from events where subject = $1 order by seq",
      [subject],
    );
    return rows.map(({ entry }) => String(entry));
  };
}
