import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readBody } from "../../../src/integrations/http/read-body.ts";

const JSON_TYPE = "application/json; charset=utf-8";

describe("the body of an answer", () => {
  test("is data for each form of JSON", () => {
    for (const type of [JSON_TYPE, "Application/JSON", "application/problem+json"]) {
      expect(read(type, '{"a":[1,null]}')).toEqual({ ok: true, body: { a: [1, null] } });
    }
  });

  test("is text for everything else, and null when there is none", () => {
    expect(read("text/plain", '{"a":1}')).toEqual({ ok: true, body: '{"a":1}' });
    expect(read("", "ok")).toEqual({ ok: true, body: "ok" });
    expect(read(JSON_TYPE, "")).toEqual({ ok: true, body: null });
  });

  test.each(["{", "nope", "[1,]"])("is malformed when it says JSON and is %j", (text) => {
    expect(read(JSON_TYPE, text)).toMatchObject({ ok: false });
  });

  test("is malformed when JSON is not valid UTF-8", () => {
    expect(readBody(JSON_TYPE, Uint8Array.of(0x22, 0xff, 0x22))).toMatchObject({ ok: false });
  });

  test("may nest 32 levels and not one more", () => {
    expect(read(JSON_TYPE, nested(32))).toMatchObject({ ok: true });
    expect(read(JSON_TYPE, nested(33))).toMatchObject({
      ok: false,
      detail: "nested deeper than 32 levels",
    });
    expect(read(JSON_TYPE, nested(500_000))).toMatchObject({ ok: false });
  });

  test("loses keys that mean something to JavaScript, at every depth", () => {
    const text = '{"__proto__":{"admin":true},"a":[{"constructor":{"prototype":{}},"b":1}]}';

    const { body } = read(JSON_TYPE, text) as { readonly body: unknown };

    expect(JSON.stringify(body)).toBe('{"a":[{"b":1}]}');
    expect(({} as { readonly admin?: unknown }).admin).toBeUndefined();
  });

  test("is the same data that was sent, for any JSON without those keys", () => {
    const plain = fc
      .jsonValue({ maxDepth: 8 })
      .filter((value) => !/__proto__|constructor|prototype/.test(JSON.stringify(value)));

    fc.assert(
      fc.property(plain, (value) => {
        const text = JSON.stringify(value);
        expect(read(JSON_TYPE, text)).toEqual({ ok: true, body: JSON.parse(text) });
      }),
    );
  });
});

function read(type: string, text: string) {
  return readBody(type, new TextEncoder().encode(text));
}

function nested(levels: number): string {
  return "[".repeat(levels) + "]".repeat(levels);
}
