import { randomBytes, randomUUID } from "node:crypto";
import { Hono } from "hono";
import { onTestFinished } from "vitest";
import type { Access } from "../../src/access/authorize.ts";
import { digestOf } from "../../src/access/key-text.ts";
import { CONSOLE_PATHS, createConsole } from "../../src/console/create-console.ts";
import type { LibraryEntry } from "../../src/intake/api/desk/desk.ts";
import { createHttp } from "../../src/intake/http/create-http.ts";
import { pageToken } from "../../src/intake/sign-in/session.ts";
import { openSessions } from "../../src/integrations/postgres/access/open-sessions.ts";
import { systemClock as clock } from "../../src/integrations/system/clock.ts";
import { actorNamed } from "../engine/approval/people.ts";
import { servedDesk } from "../intake/api/desk-world.ts";

/** The console over the real desk, with people who are signed in. */
export async function openedConsole(entries: readonly LibraryEntry[], access: Access) {
  const policy = { default: { mode: "auto", self_approval: "never" } } as const;
  const api = await servedDesk(entries, { actor: () => actorNamed("ann"), access, policy });
  const { sessions, close } = openSessions(api.address, () => undefined);
  onTestFinished(close);
  const thrown: unknown[] = [];
  const pages = createConsole({
    desk: api.desk,
    sessions,
    zone: () => "UTC",
    isSolo: () => access.is === "solo",
    isSecure: () => false,
    now: clock.now,
    newId: randomUUID,
    onThrown: (error) => thrown.push(error),
  });
  const app = createHttp(
    new Hono(),
    CONSOLE_PATHS.map((path) => ({ path, app: pages })),
  );

  /** What the browser of somebody holds who has signed in. */
  async function sessionOf(person: string): Promise<string> {
    const token = randomBytes(32).toString("base64url");
    const session = { digest: digestOf(token), person, way: "openid", livesMs: 600_000 } as const;
    await sessions.begin(session, { actor: person, surface: "console" });
    return token;
  }

  async function as(person: string) {
    const token = await sessionOf(person);
    const session = `pitcrew_session=${token}`;
    const ask = async (path: string, init: Omit<RequestInit, "headers"> = {}, also = "") => {
      const cookie = `${session}; ${also}`;
      const response = await app.request(path, { ...init, headers: { cookie } });
      return { status: response.status, headers: response.headers, text: await response.text() };
    };
    return {
      see: (path: string, cookies = "") => ask(path, {}, cookies),
      send: (path: string, fields: Readonly<Record<string, string>>, page = pageToken(token)) =>
        ask(path, { method: "POST", body: new URLSearchParams({ page, ...fields }) }),
    };
  }

  /** Where pages and their streams are, with names for what differs. */
  const paths = pages.routes.filter(({ method }) => method === "GET").map(({ path }) => path);

  return { api, app, paths, thrown, sessionOf, as };
}
