import type { Context } from "hono";
import { html } from "hono/html";
import { statusOf } from "../../intake/api/http-problem.ts";
import type { Refusal } from "../../intake/api/refusal.ts";
import type { ConsoleNeeds } from "../needs.ts";
import { preferencesOf } from "../preferences/preferences.ts";
import type { Visitor } from "../visitor.ts";
import { frame, type Framed } from "./frame.ts";

/** Nothing from elsewhere, nothing in the page that runs, and forms that go to ourselves alone. */
const POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");

type Given = Omit<Framed, "visitor" | "isSolo" | "here" | "preferences">;

export async function sendPage(
  context: Context,
  visitor: Visitor | undefined,
  needs: ConsoleNeeds,
  given: Given,
  status = given.problem === undefined ? 200 : statusOf(given.problem.code),
): Promise<Response> {
  const { method, url } = context.req;
  const here = method === "GET" ? new URL(url) : undefined;
  const preferences = preferencesOf(context);
  const page = frame({ ...given, here, preferences, visitor, isSolo: needs.isSolo() });
  return context.html(page, status, { "content-security-policy": POLICY });
}

/** All that there is to say is why not. */
export async function sendRefusal(
  context: Context,
  visitor: Visitor | undefined,
  needs: ConsoleNeeds,
  problem: Refusal,
  status = statusOf(problem.code),
): Promise<Response> {
  const body = html`<h1>Not done</h1>
    <p><a href="${cameFrom(context)}">Back</a></p>`;
  return sendPage(context, visitor, needs, { title: "Not done", problem, body }, status);
}

/** Orders are given below the page that offers them. */
export function cameFrom({ req: { method, path } }: Context): string {
  return method === "POST" ? path.slice(0, path.lastIndexOf("/")) || "/" : "/";
}
