import { describe, expect, test } from "vitest";
import { endServer } from "../../../../src/integrations/postgres/embedded/end-server.ts";

describe("ending a server", () => {
  test("asks for a clean end, and for no more when that comes", async () => {
    expect(await told([true])).toEqual({ hasEnded: true, signals: ["SIGINT"] });
  });

  test("asks for an immediate end of one that does not come to a clean one", async () => {
    expect(await told([false, true])).toEqual({ hasEnded: true, signals: ["SIGINT", "SIGQUIT"] });
  });

  test("never kills it, and says that it still runs", async () => {
    expect(await told([false, false])).toEqual({
      hasEnded: false,
      signals: ["SIGINT", "SIGQUIT"],
    });
  });
});

async function told(answers: readonly boolean[]) {
  const left = [...answers];
  const signals: string[] = [];
  const hasEnded = await endServer({
    tell: (signal) => signals.push(signal),
    endsWithin: async () => left.shift() === true,
  });
  return { hasEnded, signals };
}
