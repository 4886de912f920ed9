import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { redactionOf } from "../../src/model/redaction.ts";
import { HIDDEN } from "../../src/model/secret-forms.ts";

const SECRET = 'k9/Zq+"7<&>\\tail é~!';

const PEM = [
  "-----BEGIN PRIVATE KEY-----",
  "MC4CAQAwBQYDK2VwBCIEIKbN0o2Vx1c0nZJ3yq5Yt8n2v5Jr",
  "q3fX9aLk0wPz7HsT1uQeRbVgYdMx",
  "-----END PRIVATE KEY-----",
].join("\n");

/** How programs show a text. */
const FORMS: Readonly<Record<string, (secret: string) => string>> = {
  "as it is": (secret) => secret,
  "as JSON": (secret) => JSON.stringify({ secret }),
  "as JSON inside JSON": (secret) => JSON.stringify({ body: JSON.stringify({ secret }) }),
  "three JSONs deep": (secret) => JSON.stringify(JSON.stringify(JSON.stringify(secret))),
  "as JSON that Go wrote": (secret) =>
    JSON.stringify(secret).replaceAll(/[<>&]/g, (m) => `\\u00${m.charCodeAt(0).toString(16)}`),
  "as part of an address": (secret) => `https://x.example/?key=${encodeURIComponent(secret)}&b=1`,
  "as part of a form": (secret) => new URLSearchParams({ secret }).toString(),
  "in small percent codes": (secret) =>
    encodeURIComponent(secret).replaceAll(/%../g, (code) => code.toLowerCase()),
  "in hex": (secret) => Buffer.from(secret).toString("hex"),
  "in large hex": (secret) => Buffer.from(secret).toString("hex").toUpperCase(),
  "in base64": (secret) => Buffer.from(secret).toString("base64"),
  "in base64, one byte later": (secret) => Buffer.from(`u:${secret}.`).toString("base64"),
  "in base64, two bytes later": (secret) => Buffer.from(`user:${secret}..`).toString("base64"),
  "in base64 for addresses": (secret) => Buffer.from(`a${secret}`).toString("base64url"),
  "in a page": (secret) =>
    `<b>${secret.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;")}</b>`,
};

describe("a secret", () => {
  test.each(Object.keys(FORMS))("is hidden %s", (name) => {
    const shown = FORMS[name]?.(SECRET) ?? "";
    const { text } = redactionOf([SECRET, "another-one-99"]);

    const hidden = text(`before ${shown} after`);

    expect(hidden).toContain(HIDDEN);
    expect(hidden).toMatch(/^before .* after$/s);
    expect(hidden).not.toContain(shown);
  });

  test("is hidden wherever it stands, whatever it is", () => {
    const secret = fc.string({ unit: "grapheme", minLength: 8, maxLength: 60 });
    const around = fc.string({ unit: "grapheme", maxLength: 30 });
    fc.assert(
      fc.property(secret, around, around, (one, before, after) => {
        fc.pre(/[^a-z0-9]/.test(one.trim()) && one.trim().length >= 8 && !HIDDEN.includes(one));
        const { text } = redactionOf([one]);
        expect(text(`${before}${one}${after}`)).toContain(HIDDEN);
        expect(text(`${before}${one}${after}`)).not.toContain(one);
      }),
    );
  });

  test("of several lines is hidden line by line, its frame stays", () => {
    const { text } = redactionOf([PEM]);

    for (const line of PEM.split("\n").slice(1, -1)) expect(text(`  ${line}`)).toBe(`  ${HIDDEN}`);
    expect(text("-----BEGIN PRIVATE KEY-----")).toBe("-----BEGIN PRIVATE KEY-----");
    expect(text(JSON.stringify({ key: PEM }))).not.toContain("MC4CAQAw");
    expect(text(Buffer.from(PEM).toString("base64"))).toContain(HIDDEN);
  });

  test("is hidden when it is the password of an address", () => {
    const { text } = redactionOf(["postgresql://app:s3cr%40t-Pa55@db.example/shop"]);

    expect(text("password s3cr@t-Pa55 is wrong")).toBe(`password ${HIDDEN} is wrong`);
    expect(text("postgresql://other:s3cr%40t-Pa55@elsewhere")).toContain(`:${HIDDEN}@`);
    expect(text("could not reach db.example")).toBe("could not reach db.example");
  });

  test("that is no better than a word is hidden only for people, and where it stands alone", () => {
    const { text } = redactionOf(["postgres", "hunter2", "abc"], "hide_words");

    expect(text("login postgres hunter2")).toBe(`login ${HIDDEN} ${HIDDEN}`);
    expect(text("postgres.query mypostgres")).toBe("postgres.query mypostgres");
    expect(text("abc")).toBe("abc");
    expect(redactionOf(["postgres"]).value({ connection: "postgres" })).toEqual({
      connection: "postgres",
    });
  });

  test("that begins like another is taken whole", () => {
    const { text } = redactionOf(["S3cret-one", "S3cret-one-more"]);

    expect(text("S3cret-one-more S3cret-one")).toBe(`${HIDDEN} ${HIDDEN}`);
  });
});

describe("a value", () => {
  const { value } = redactionOf([SECRET]);

  test("loses secrets in texts and names of fields, however deep", () => {
    expect(value({ a: [{ b: `x ${SECRET}`, [SECRET]: 1 }], c: 7, d: null })).toEqual({
      a: [{ b: `x ${HIDDEN}`, [HIDDEN]: 1 }],
      c: 7,
      d: null,
    });
  });

  test("loses secrets in maps", () => {
    const map = new Map([["a", SECRET]]);

    expect(value({ map })).toEqual({ map: new Map([["a", HIDDEN]]) });
    expect(value(new Map([["a", "b"]])).get("a")).toBe("b");
  });

  test("without secrets is the same value, and so is what nobody can copy", () => {
    const plain = { a: [1, "two", { three: null }], at: new Date(0) };

    expect(value(plain)).toBe(plain);
    expect(value(gzipSync("x"))).toBeInstanceOf(Buffer);
  });
});

test("without secrets, nothing is hidden", () => {
  expect(redactionOf([]).text("anything")).toBe("anything");
  expect(redactionOf(["", "abc"]).value({ a: "abc" })).toEqual({ a: "abc" });
});
