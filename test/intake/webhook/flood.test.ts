import { request } from "node:http";
import process from "node:process";
import { setImmediate as turn } from "node:timers/promises";
import { Hono } from "hono";
import { expect, onTestFinished, test } from "vitest";
import { listenHttp } from "../../../src/intake/http/listen-http.ts";
import { EAST_PATH, group, TOKEN, webhookWorld } from "./world.ts";

/** So much is offered on each of so many connections. */
const OFFERED = Number(process.env["FLOOD_MIB"] ?? 32) * 1_048_576;
const AT_ONCE = Number(process.env["FLOOD_CONNECTIONS"] ?? 20);

test("bodies without an end are refused before they are read, and leave room for real alerts", async () => {
  const { url, book } = await listening();
  await post(url, group(["Before"]));

  const floods = await Promise.all(Array.from({ length: AT_ONCE }, () => flood(url)));

  const statuses = floods.map(({ status }) => status);
  expect(statuses.filter((status) => status !== 413 && status !== 503)).toEqual([]);
  expect(Math.max(...floods.map(({ sent }) => sent))).toBeLessThan(OFFERED);
  expect(await post(url, group(["After"]))).toBe(200);
  const names = (await book.list({}, { limit: 9 })).map(({ labels }) => labels["alertname"] ?? "");
  expect(names.toSorted()).toEqual(["After", "Before", "PitcrewBodyTooLarge"]);
});

async function listening() {
  const { webhooks, book } = await webhookWorld();
  const app = new Hono().route("/", webhooks);
  const place = { host: "127.0.0.1", port: 0, connections: 512 };
  const served = await listenHttp(app, place);
  if (!served.ok) throw new Error(served.refusal.message);
  onTestFinished(served.value.close);
  return { url: `${served.value.url}${EAST_PATH}`, book };
}

const HEADERS = { authorization: `Bearer ${TOKEN}`, "content-type": "application/json" };

async function post(url: string, body: string): Promise<number> {
  return (await fetch(url, { method: "POST", body, headers: HEADERS })).status;
}

const PIECE = Buffer.alloc(65_536, "x");

/** Sends until it is answered and the connection is closed, or all was taken. */
async function flood(url: string) {
  const client = request(url, { method: "POST", headers: HEADERS });
  const answered = Promise.withResolvers<number | undefined>();
  let isClosed = false;
  let goOn = (): void => undefined;
  client.on("response", (response) => {
    response.resume();
    answered.resolve(response.statusCode);
  });
  client.on("error", () => undefined);
  client.on("drain", () => goOn());
  client.on("close", () => {
    isClosed = true;
    answered.resolve(undefined);
    goOn();
  });
  let sent = 0;
  while (!isClosed && sent < OFFERED) {
    sent += PIECE.length;
    if (client.write(PIECE)) await turn();
    else await new Promise<void>((resolve) => (goOn = resolve));
  }
  client.destroy();
  return { sent, status: await answered.promise };
}
