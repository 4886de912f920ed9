import { describe, expect, test } from "vitest";
import { shareLately } from "../../../src/console/live/share-lately.ts";

function sharing(answers: (asked: string) => Promise<string>) {
  let at = 0;
  const asked: string[] = [];
  const share = shareLately(
    async (what: string) => {
      asked.push(what);
      return answers(what);
    },
    (what) => what,
    { now: () => at, forMs: 1_500 },
  );
  return { asked, share, pass: (ms: number) => (at += ms) };
}

describe("an answer that is shared", () => {
  test("is read once for all who ask for the same, also while it is being read", async () => {
    const { asked, share, pass } = sharing(async (what) => `about ${what}`);

    const both = await Promise.all([share("one"), share("one")]);
    pass(1_400);
    expect([...both, await share("one")]).toEqual(["about one", "about one", "about one"]);
    expect(await share("other")).toBe("about other");
    expect(asked).toEqual(["one", "other"]);
  });

  test("is read again once it is too old", async () => {
    const { asked, share, pass } = sharing(async (what) => what);

    await share("one");
    pass(1_500);
    await share("one");
    expect(asked).toEqual(["one", "one"]);
  });

  test("is not kept when reading failed", async () => {
    let isWell = false;
    const { share } = sharing((what) =>
      isWell ? Promise.resolve(what) : Promise.reject(new Error("not now")),
    );

    await expect(share("one")).rejects.toThrow("not now");
    isWell = true;
    expect(await share("one")).toBe("one");
  });
});
