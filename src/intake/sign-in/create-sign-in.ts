import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { Access } from "../../access/authorize.ts";
import { digestOf } from "../../access/key-text.ts";
import type { IdentityProvider } from "../../ports/identity-provider.ts";
import type { NewSession, Sessions } from "../../ports/sessions.ts";
import type { OneTimeLinks } from "./one-time-links.ts";
import { linkPage, type Page, signInPage, welcomePage } from "./pages.ts";
import { personCalled } from "./person-called.ts";
import { takePlace } from "./place.ts";
import { recall, remember } from "./remember.ts";
import { giveSession, isPageToken, sessionToken, takeSession } from "./session.ts";

export interface SignInNeeds {
  readonly sessions: Sessions;
  readonly access: () => Access;
  /** Who signs in with a one-time link, where one person is all there is. */
  readonly localPerson: string;
  readonly links: OneTimeLinks;
  readonly provider: IdentityProvider | undefined;
  /** How browsers reach us. */
  readonly publicUrl: () => string;
  readonly livesMs: number;
  readonly newToken: () => string;
  readonly onThrown: (error: unknown) => void;
}

/** The pages on which people sign in and out. */
export function createSignIn(needs: SignInNeeds): Hono {
  const app = new Hono();
  app.use(bodyLimit({ maxSize: 10_000 }));
  app.get("/sign-in", (context) => showSignIn(context, needs));
  app.get("/sign-in/link/:token", (context) => show(context, linkPage(context.req.param("token"))));
  app.post("/sign-in/link", (context) => useLink(context, needs));
  app.get("/sign-in/openid", (context) => sendAway(context, needs));
  app.get("/sign-in/back", (context) => welcomeBack(context, needs));
  app.post("/sign-out", (context) => signOut(context, needs));
  app.onError((error, context) => {
    needs.onThrown(error);
    return showSignIn(context, needs, "That did not work. Try again; the server's log says why.");
  });
  return app;
}

async function showSignIn(
  context: Context,
  { provider }: SignInNeeds,
  problem?: string,
): Promise<Response> {
  return show(
    context,
    signInPage(problem, provider !== undefined),
    problem === undefined ? 200 : 403,
  );
}

async function useLink(context: Context, needs: SignInNeeds): Promise<Response> {
  const { token } = await context.req.parseBody();
  const isAlone = needs.access().is === "solo";
  if (!isAlone || typeof token !== "string" || !needs.links.use(token)) {
    return showSignIn(context, needs, "This link was used, is too old, or is none.");
  }
  return welcome(context, needs.localPerson, "link", needs);
}

async function sendAway(context: Context, needs: SignInNeeds): Promise<Response> {
  if (needs.provider === undefined) return showSignIn(context, needs, "There is nobody to ask.");
  const { url, remembered } = await needs.provider.begin(backTo(needs));
  remember(context, remembered, isSecure(needs));
  return context.redirect(url);
}

async function welcomeBack(context: Context, needs: SignInNeeds): Promise<Response> {
  const { provider, access } = needs;
  const remembered = recall(context);
  if (provider === undefined || remembered === undefined) {
    return showSignIn(context, needs, "This sign-in was not begun here, or took too long.");
  }
  const cameTo = new URL(backTo(needs));
  cameTo.search = new URL(context.req.url).search;
  const finished = await provider.finish(cameTo, remembered);
  if (finished.is === "refused") {
    return showSignIn(
      context,
      needs,
      `Whoever you signed in with cannot be gone by: ${finished.because}.`,
    );
  }
  const person = personCalled(finished.email, access());
  if (person === undefined) {
    return showSignIn(
      context,
      needs,
      `Nobody in directory.yaml has the address ${finished.email}.`,
    );
  }
  return welcome(context, person, "openid", needs);
}

/** A new session each time, so that nobody can wait in one that they have put there. */
async function welcome(
  context: Context,
  person: string,
  way: NewSession["way"],
  needs: SignInNeeds,
): Promise<Response> {
  const { sessions, newToken, livesMs } = needs;
  const token = newToken();
  const session = { digest: digestOf(token), person, way, livesMs };
  await sessions.begin(session, { actor: person, surface: "console" });
  giveSession(context, token, isSecure(needs));
  return show(context, welcomePage(takePlace(context)));
}

async function signOut(context: Context, needs: SignInNeeds): Promise<Response> {
  const token = sessionToken(context);
  const { page } = await context.req.parseBody();
  if (token === undefined) return context.redirect("/sign-in", 303);
  if (typeof page !== "string" || !isPageToken(page, token)) {
    return showSignIn(context, needs, "You are still signed in: that did not come from our page.");
  }
  const digest = digestOf(token);
  const person = await needs.sessions.personOf(digest);
  if (person !== undefined) await needs.sessions.end(digest, { actor: person, surface: "console" });
  takeSession(context);
  return context.redirect("/sign-in", 303);
}

function backTo({ publicUrl }: SignInNeeds): string {
  return `${publicUrl()}/sign-in/back`;
}

function isSecure({ publicUrl }: SignInNeeds): boolean {
  return publicUrl().startsWith("https:");
}

async function show(context: Context, page: Page, status: 200 | 403 = 200): Promise<Response> {
  return context.html(page, status);
}
