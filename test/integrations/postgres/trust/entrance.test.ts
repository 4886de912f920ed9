import { describe, expect, test } from "vitest";
import { entranceAt } from "../../../../src/integrations/postgres/trust/entrance.ts";

describe("the address of a database", () => {
  test.each([
    ["postgresql://ann:secret@db.example:5433/shop", "shop at db.example"],
    ["postgres://ann@db.example/shop?sslmode=disable", "shop at db.example"],
    ["postgresql://ann@localhost/shop?host=%2Frun%2Fpg", "shop at /run/pg"],
    ["postgresql://ann@db.example", "ann at db.example"],
  ])("%s is named without its password", (url, place) => {
    const read = entranceAt("DATABASE_URL", url);

    expect(read).toEqual({
      ok: true,
      entrance: { place: `DATABASE_URL (${place})`, address: { connectionString: url } },
    });
  });

  test.each(["shop", "mysql://db.example/shop", "postgres://db.example:99999/shop", "postgresql:"])(
    "%s is none",
    (url) => {
      const read = entranceAt("PITCREW_OWNER_DATABASE_URL", url);

      expect(read).toMatchObject({ ok: false, objection: { level: "error", code: "E530" } });
      expect(JSON.stringify(read)).toContain("PITCREW_OWNER_DATABASE_URL is not the address");
    },
  );
});
