import { Hono } from "hono";
import { describe, expect, test } from "vitest";
import { rememberPlace, takePlace } from "../../../src/intake/sign-in/place.ts";

const app = new Hono();
app.get("/taken", (context) => context.text(takePlace(context)));
app.get("/runs/*", (context) => {
  rememberPlace(context, true);
  return context.text("");
});

async function takenWith(cookie: string): Promise<string> {
  const response = await app.request("/taken", { headers: { cookie } });
  return response.text();
}

describe("where somebody wanted to go before they signed in", () => {
  test("is where they come to, without what stood behind the path", async () => {
    const response = await app.request("/runs/7/approve/shot?said=approve");
    const set = response.headers.get("set-cookie") ?? "";

    expect(set).toMatch(/HttpOnly; Secure; SameSite=Lax/);
    expect(await takenWith(set.split(";")[0] ?? "")).toBe("/runs/7/approve/shot");
  });

  test("is the first page when nothing is known", async () => {
    expect(await takenWith("")).toBe("/");
  });

  test.each(["//evil.example", "/\\evil.example", "https://evil.example", "/a?b", "/..//x y"])(
    "is never %s, which is no place of ours",
    async (place) => {
      expect(await takenWith(`pitcrew_place=${encodeURIComponent(place)}`)).toBe("/");
    },
  );
});
