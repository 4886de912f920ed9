import { type Context, Hono, type Next } from "hono";

/** What answers below a path, such as `/webhooks/alertmanager/*`. */
export interface Mount {
  readonly path: string;
  readonly app: Hono;
}

/** Everything that is served over HTTP: what is mounted, and for all the rest the API. */
export function createHttp(api: Hono, mounts: readonly Mount[] = []): Hono {
  const http = new Hono();
  http.use(guardBrowsers);
  for (const { path, app } of mounts) http.all(path, ({ req, env }) => app.fetch(req.raw, env));
  http.all("*", ({ req, env }) => api.fetch(req.raw, env));
  return http;
}

/**
 * Nothing here may be framed, guessed at, kept or read by another site; there is no CORS. A page
 * that needs more than its own words says so itself.
 */
async function guardBrowsers(context: Context, next: Next): Promise<void> {
  await next();
  for (const [name, value] of Object.entries(HEADERS)) {
    if (!context.res.headers.has(name)) context.res.headers.set(name, value);
  }
}

const HEADERS = {
  "cache-control": "no-store",
  "content-security-policy":
    "default-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
} as const;
