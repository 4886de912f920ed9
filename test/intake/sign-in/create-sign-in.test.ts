import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Provider } from "oidc-provider";
import { describe, expect, onTestFinished, test } from "vitest";
import type { Access } from "../../../src/access/authorize.ts";
import { Directory } from "../../../src/config/directory.ts";
import { createSignIn } from "../../../src/intake/sign-in/create-sign-in.ts";
import { makeLinks } from "../../../src/intake/sign-in/one-time-links.ts";
import { identifyBySession, pageToken } from "../../../src/intake/sign-in/session.ts";
import { openIdProvider } from "../../../src/integrations/openid/provider.ts";
import { openSessions } from "../../../src/integrations/postgres/access/open-sessions.ts";
import { systemClock as clock } from "../../../src/integrations/system/clock.ts";
import type { IdentityProvider } from "../../../src/ports/identity-provider.ts";
import { administer } from "../../postgres/administer.ts";
import { freshDatabase } from "../../postgres/server.ts";
import { openBrowser } from "./browser.ts";
import { Hono } from "hono";

const SECRET = "client-secret-of-the-tests";

describe("a one-time link", () => {
  test("signs in whoever presses its button first, once", async () => {
    const { app, links, browser } = await pages();
    const token = links.make();
    await browser.get(`/sign-in/link/${token}`);
    expect(app.begun()).toBe(false);

    const page = await browser.post("/sign-in/link", { token });
    expect(page).toMatchObject({
      status: 200,
      text: expect.stringContaining("You are signed in."),
    });
    expect((await browser.get("/who")).text).toContain('"id":"ann"');

    const second = openBrowser(app.fetch);
    expect(await second.post("/sign-in/link", { token })).toMatchObject({ status: 403 });
    expect((await second.get("/who")).text).toBe("nobody");
  });

  test("is no way in where people are known by a directory", async () => {
    const { links, browser } = await pages({ access: KNOWING });

    expect(await browser.post("/sign-in/link", { token: links.make() })).toMatchObject({
      status: 403,
    });
  });

  test.each([{ token: "" }, { token: "x".repeat(43) }, {}])(
    "with %j lets nobody in",
    async (body) => {
      const { links, browser } = await pages();
      links.make();

      expect(await browser.post("/sign-in/link", body)).toMatchObject({ status: 403 });
    },
  );
});

describe("a session", () => {
  test("names its person to the API, and lets them change something only from our own pages", async () => {
    const { browser } = await signedIn();

    expect(await browser.get("/who")).toMatchObject({ text: '{"id":"ann","surface":"console"}' });
    expect(await browser.post("/who", {})).toMatchObject({ text: "E415" });
    const page = pageToken(browser.cookie("pitcrew_session") ?? "");
    expect(await browser.post("/who", {}, { "x-pitcrew-page": page })).toMatchObject({
      text: '{"id":"ann","surface":"console"}',
    });
    const other = { "x-pitcrew-page": pageToken("another session") };
    expect(await browser.post("/who", {}, other)).toMatchObject({ text: "E415" });
  });

  test("is out of reach of scripts and of other sites, and over TLS of everybody in between", async () => {
    const { browser } = await signedIn("https://pitcrew.example.com");

    const [cookie] = browser.received().filter((each) => each.startsWith("pitcrew_session="));
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Strict/);
    expect(cookie).toMatch(/Secure/);
  });

  test("is over when the person signs out, with what only the page knows", async () => {
    const { browser } = await signedIn();
    const stolen = browser.copy();

    expect(await browser.post("/sign-out", { page: "guessed" })).toMatchObject({ status: 403 });
    expect((await browser.get("/who")).text).toContain('"id":"ann"');
    const page = pageToken(browser.cookie("pitcrew_session") ?? "");
    expect((await browser.post("/sign-out", { page })).location).toBe("/sign-in");

    expect((await browser.get("/who")).text).toBe("nobody");
    expect(await stolen.get("/who")).toMatchObject({ text: "E416" });
  });

  test("is over when its time is", async () => {
    const { browser, address } = await signedIn();
    await administer(address, "update sessions set expires_at = now()");

    expect(await browser.get("/who")).toMatchObject({ text: "E416" });
  });

  test("leaves nothing in the database that would let anybody in", async () => {
    const { browser, address } = await signedIn();
    const token = browser.cookie("pitcrew_session") ?? "";
    const { sessions, close } = openSessions(address, () => undefined);
    onTestFinished(close);

    expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(await sessions.personOf(Buffer.from(token))).toBeUndefined();
  });
});

describe("sign-in with OpenID Connect", () => {
  test("sends people to the provider and knows them by their email when they are back", async () => {
    const { browser } = await withProvider({ email: "Ann@Example.com", email_verified: true });

    const page = await browser.follow("/sign-in/openid");

    expect(page.text).toContain("You are signed in.");
    expect((await browser.get("/who")).text).toContain('"id":"ann"');
  });

  test.each([
    [
      { email: "eve@example.com", email_verified: true },
      "Nobody in directory.yaml has the address",
    ],
    [{ email: "ann@example.com", email_verified: false }, "has not verified ann@example.com"],
    [{}, "did not say your email"],
  ])("refuses whom the provider calls %j", async (claims, reason) => {
    const { browser } = await withProvider(claims);

    const page = await browser.follow("/sign-in/openid");

    expect(page).toMatchObject({ status: 403, text: expect.stringContaining(reason) });
    expect((await browser.get("/who")).text).toBe("nobody");
  });

  test("refuses somebody who comes back without having gone, or in another browser", async () => {
    const { browser, app } = await withProvider({ email: "ann@example.com", email_verified: true });
    const back = await browser.followUntil("/sign-in/openid", "/sign-in/back");

    const other = openBrowser(app.fetch);
    expect(await other.get(back)).toMatchObject({ status: 403 });
    expect((await browser.get(back)).text).toContain("You are signed in.");
    expect(await browser.get(back)).toMatchObject({ status: 403 });
  });

  test("refuses an answer with another state", async () => {
    const { browser, thrown } = await withProvider({
      email: "ann@example.com",
      email_verified: true,
    });
    const back = new URL(await browser.followUntil("/sign-in/openid", "/sign-in/back"));
    back.searchParams.set("state", "another");

    expect(await browser.get(back.href)).toMatchObject({ status: 403 });
    expect(thrown).toHaveLength(1);
    expect((await browser.get("/who")).text).toBe("nobody");
  });
});

const KNOWING: Access = {
  is: "directory",
  directory: Directory.parse({
    format: 1,
    people: { ann: { name: "Ann", email: "ann@example.com" } },
    teams: { shop: { members: { ann: ["viewer"] } } },
  }),
};

interface World {
  readonly access?: Access;
  readonly url?: string;
  readonly provider?: IdentityProvider;
}

async function pages({
  access = { is: "solo" },
  url = "http://pitcrew.test",
  provider,
}: World = {}) {
  const address = await freshDatabase();
  const { sessions, close } = openSessions(address, () => undefined);
  onTestFinished(close);
  const newToken = (): string => randomBytes(32).toString("base64url");
  const links = makeLinks(newToken, clock);
  const thrown: unknown[] = [];
  let hasBegun = false;
  const signIn = createSignIn({
    sessions: {
      ...sessions,
      begin: async (...session) => {
        hasBegun = true;
        await sessions.begin(...session);
      },
    },
    access: () => access,
    localPerson: "ann",
    links,
    provider,
    publicUrl: () => url,
    livesMs: 60_000,
    newToken,
    onThrown: (error) => thrown.push(error),
  });
  const http = new Hono();
  http.all("/who", async (context) => {
    const actor = await identifyBySession(context, sessions);
    if (actor === undefined) return context.text("nobody");
    if (!actor.ok) return context.text(actor.refusal.code);
    return context.json({ id: actor.value.id, surface: actor.value.surface });
  });
  http.route("/", signIn);
  const app = { fetch: async (request: Request) => http.fetch(request), begun: () => hasBegun };
  return { address, app, links, thrown, browser: openBrowser(app.fetch, url) };
}

async function signedIn(url?: string) {
  const world = await pages(url === undefined ? {} : { url });
  await world.browser.post("/sign-in/link", { token: world.links.make() });
  return world;
}

/** A real provider on this machine, where whoever comes is signed in as a person with these claims. */
async function withProvider(claims: Readonly<Record<string, unknown>>) {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo; // it listens on a port
  const issuer = `http://127.0.0.1:${port}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: "pitcrew",
        client_secret: SECRET,
        redirect_uris: ["http://pitcrew.test/sign-in/back"],
      },
    ],
    claims: { openid: ["sub"], email: ["email", "email_verified"] },
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    cookies: { keys: ["a key of the tests"] },
    findAccount: async (_: unknown, id: string) => ({
      accountId: id,
      claims: async () => ({ sub: id, ...claims }),
    }),
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_: unknown, { uid }: { readonly uid: string }) => `/interaction/${uid}` },
  });
  const callback = provider.callback();
  server.on("request", (request, response) => {
    if (request.url?.startsWith("/interaction/") !== true) return callback(request, response);
    void agree(provider, request, response);
  });
  return pages({
    access: KNOWING,
    provider: openIdProvider({ issuer, clientId: "pitcrew", clientSecret: async () => SECRET }),
  });
}

/** The person signs in and agrees to everything. */
async function agree(
  provider: Provider,
  ...[request, response]: Parameters<Provider["interactionDetails"]>
): Promise<void> {
  const details = await provider.interactionDetails(request, response);
  const accountId = "person-1";
  const grant = new provider.Grant({ accountId, clientId: "pitcrew" });
  grant.addOIDCScope("openid email");
  const grantId = await grant.save();
  const result =
    details.prompt.name === "login" ? { login: { accountId } } : { consent: { grantId } };
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: true });
}
