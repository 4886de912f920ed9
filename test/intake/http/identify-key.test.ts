import { describe, expect, test } from "vitest";
import { digestOf, writeKey } from "../../../src/access/key-text.ts";
import { identifyByKey } from "../../../src/intake/http/identify-key.ts";
import type { FoundKey } from "../../../src/ports/access-keys.ts";

const KEY = { id: "0123456789ab", secret: "s".repeat(43) };
const OTHER = { ...KEY, secret: "x".repeat(43) };
const FOUND: FoundKey = {
  id: KEY.id,
  name: "ci",
  person: null,
  roles: ["responder", "viewer"],
  madeBy: "ann",
  madeAt: 0,
  expiresAt: 0,
  usedAt: null,
  revokedAt: null,
  digests: [digestOf(KEY.secret)],
  isExpired: false,
};

describe("whoever comes with a key", () => {
  test("is the machine that it was made for, with the roles of the key", async () => {
    const { identify } = identifier(FOUND);

    expect(await identify(writeKey(KEY))).toEqual({
      ok: true,
      value: { id: "key:ci", person: null, surface: "api", scope: ["viewer", "responder"] },
    });
  });

  test("of their own is that person, as far as the key goes", async () => {
    const { identify } = identifier({ ...FOUND, person: "ann" });

    expect(await identify(writeKey(KEY))).toMatchObject({
      value: { id: "ann", person: "ann", scope: ["viewer", "responder"] },
    });
  });

  test("is told that it has expired or was revoked only with the right secret", async () => {
    for (const [found, code] of [
      [{ ...FOUND, isExpired: true }, "E407"],
      [{ ...FOUND, revokedAt: 1 }, "E408"],
    ] as const) {
      const { identify } = identifier(found);
      expect(await identify(writeKey(KEY))).toMatchObject({ refusal: { code } });
      const stranger = await identify(writeKey(OTHER));
      expect(stranger).toEqual(await identifier(undefined).identify(writeKey(OTHER)));
      expect(stranger).toMatchObject({ refusal: { code: "E406" } });
    }
  });

  test.each(["", "pk_", "sk_1234567890abcdef", "pk_0123456789ab_short", `${writeKey(KEY)}x`])(
    "that has not the form of one, such as %j, is told so, and nothing is looked up",
    async (text) => {
      const { identify, looked } = identifier(FOUND);

      expect(await identify(text)).toMatchObject({ refusal: { code: "E405" } });
      expect(looked).toEqual([]);
    },
  );

  test("of the environment is the admin, and nobody when there is none", async () => {
    const key = "a-secret-that-is-long-enough-for-all";
    const { identify } = identifier(undefined, digestOf(key));

    expect(await identify(key)).toMatchObject({ value: { person: null, scope: ["admin"] } });
    expect(await identify(`${key}x`)).toMatchObject({ refusal: { code: "E405" } });
    expect(await identifier(undefined).identify(key)).toMatchObject({ refusal: { code: "E405" } });
  });

  test("leaves a trace at most once a minute", async () => {
    const { identify, touched, pass } = identifier(FOUND);

    for (const ms of [0, 30_000, 29_999, 1]) {
      pass(ms);
      await identify(writeKey(KEY));
    }

    expect(touched).toEqual([KEY.id, KEY.id]);
  });

  test("comes in although the trace could not be kept", async () => {
    const { identify, thrown } = identifier(FOUND, undefined, () =>
      Promise.reject(new Error("no")),
    );

    expect(await identify(writeKey(KEY))).toMatchObject({ ok: true });
    expect(thrown).toEqual([new Error("no")]);
  });
});

function identifier(
  found: FoundKey | undefined,
  adminDigest?: Uint8Array,
  touch?: () => Promise<void>,
) {
  const looked: string[] = [];
  const touched: string[] = [];
  const thrown: unknown[] = [];
  let now = 0;
  const identify = identifyByKey({
    adminDigest,
    clock: { now: () => now, monotonic: () => now, after: () => () => undefined },
    onThrown: (error) => thrown.push(error),
    keys: {
      find: async (id) => {
        looked.push(id);
        return found?.id === id ? found : undefined;
      },
      touch: touch ?? (async (id) => void touched.push(id)),
    },
  });
  const pass = (ms: number): void => {
    now += ms;
  };
  return { identify, looked, touched, thrown, pass };
}
