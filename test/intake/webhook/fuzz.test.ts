import { randomUUID } from "node:crypto";
import process from "node:process";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createWebhooks } from "../../../src/intake/webhook/create-webhooks.ts";
import type { Sighting } from "../../../src/ports/alerts/alert-intake.ts";
import { EAST, EAST_PATH, group, TOKEN } from "./world.ts";

/** Half of them in the shape of alerts, half of them with bytes changed. */
const BODIES = Number(process.env["FUZZED_BODIES"] ?? 5_000);

describe("whatever a body holds", () => {
  test("it is taken or refused with a reason, and what is refused leaves nothing behind", async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(shaped, damaged), async (body) => {
        const { post, stored, thrown } = intake();

        const answer = await post(body);

        expect(thrown).toEqual([]);
        expect([200, 400]).toContain(answer.status);
        const { code = null } = (await answer.json()) as { readonly code?: string };
        expect({ isRefused: code !== null, left: stored.length > 0 && code !== null }).toEqual({
          isRefused: answer.status === 400,
          left: false,
        });
        for (const { fingerprint, alert } of stored) {
          expect(fingerprint).toMatch(/^[A-Za-z0-9_.:-]{1,128}$/);
          expect([...alert.labels.keys()]).not.toContain("__proto__");
        }
      }),
      { numRuns: BODIES },
    );
  });

  test("nobody comes in with a token that is only near", async () => {
    const { post, stored } = intake();
    const near = fc.oneof(
      fc.string(),
      fc.nat({ max: TOKEN.length - 1 }).map((end) => TOKEN.slice(0, end)),
      fc.string({ minLength: 1 }).map((more) => `${TOKEN}${more}`),
    );
    await fc.assert(
      fc.asyncProperty(near, async (token) => {
        fc.pre(!EAST.tokens.includes(token));
        const authorization = `Bearer ${Buffer.from(token)
          .toString("latin1")
          .replaceAll(/[^\x20-\x7E]/g, "?")}`;
        fc.pre(!EAST.tokens.includes(authorization.slice("Bearer ".length).trim()));
        expect((await post(group(["A"]), { authorization })).status).toBe(401);
      }),
      { numRuns: 1_000 },
    );
    expect(stored).toEqual([]);
  });
});

function intake() {
  const stored: Sighting[] = [];
  const thrown: unknown[] = [];
  const webhooks = createWebhooks({
    sourceOf: async () => EAST,
    intake: {
      takeIn: async (sightings) => {
        stored.push(...sightings);
        return sightings.map(() => "opened");
      },
      heard: async () => undefined,
    },
    newId: randomUUID,
    onTaken: () => undefined,
    onGap: () => undefined,
    onThrown: (error) => thrown.push(error),
  });
  const post = (
    body: string | Uint8Array<ArrayBuffer>,
    headers: Readonly<Record<string, string>> = {},
  ) =>
    webhooks.request(EAST_PATH, {
      method: "POST",
      body,
      headers: { authorization: `Bearer ${TOKEN}`, "content-type": "application/json", ...headers },
    });
  return { post, stored, thrown };
}

const name = fc.oneof(
  fc.constantFrom("alertname", "severity", "__proto__", "constructor", "toString", ""),
  fc.string(),
);
const leaf = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.constantFrom(
    "firing",
    "resolved",
    "4",
    "0001-01-01T00:00:00Z",
    "2026-11-21T10:00:00Z",
    "\u0000",
    "\uD800",
  ),
  fc.integer(),
  fc.constant(null),
  fc.boolean(),
);
const texts = fc.dictionary(name, leaf, { maxKeys: 5, noNullPrototype: true });
const alert = fc.record(
  {
    status: fc.oneof(fc.constantFrom("firing", "resolved"), leaf),
    labels: fc.oneof(texts, fc.dictionary(fc.string(), fc.string()), leaf),
    annotations: fc.oneof(texts, leaf),
    startsAt: fc.oneof(
      fc.date({ noInvalidDate: true }).map((date) => date.toJSON()),
      leaf,
    ),
    endsAt: leaf,
    fingerprint: fc.oneof(fc.stringMatching(/^[0-9a-f]{16}$/), leaf),
    generatorURL: leaf,
  },
  { requiredKeys: [] },
);
const shaped = fc
  .record(
    {
      version: fc.oneof(fc.constant("4"), leaf),
      truncatedAlerts: fc.oneof(fc.nat(), leaf),
      alerts: fc.oneof(fc.array(fc.oneof(alert, leaf), { maxLength: 5 }), leaf),
    },
    { requiredKeys: [] },
  )
  .map((body) => JSON.stringify(body));

const damaged = fc
  .array(fc.tuple(fc.nat(), fc.nat({ max: 255 })), { minLength: 1, maxLength: 6 })
  .map((changes) => {
    const bytes = new TextEncoder().encode(group(["A", "B", "C"]));
    for (const [at, byte] of changes) bytes[at % bytes.length] = byte;
    return bytes;
  });
