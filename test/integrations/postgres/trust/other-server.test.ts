import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDatabase } from "../../../../src/integrations/postgres/database.ts";
import { admit } from "../../../../src/integrations/postgres/trust/admit.ts";
import { recordIdentity } from "../../../../src/integrations/postgres/trust/record-identity.ts";
import { systemClock as clock } from "../../../../src/integrations/system/clock.ts";
import {
  OTHER_POSTGRES,
  type OtherServer,
  startOtherServer,
} from "../../../postgres/other-server.ts";

const onBroken = () => undefined;

describe.runIf(OTHER_POSTGRES)("PostgreSQL 15, or TEST_DATABASE_URL", () => {
  let server: OtherServer;
  beforeAll(async () => {
    server = await startOtherServer();
  });
  afterAll(() => server.stop());

  test("answers all that it is asked before it is trusted", async () => {
    const app = { place: "app", address: await server.freshDatabase() };

    const { objections } = await admit({ app, owner: undefined, isOwn: true, clock, onBroken });

    // A server for tests may be quick instead of durable.
    expect(objections.filter(({ code }) => code !== "E534")).toEqual([]);
  });

  test("tells which cluster it is, and on which timeline", async () => {
    await using database = openDatabase(await server.freshDatabase(), { max: 1, onBroken });

    expect(await recordIdentity(database)).toMatchObject({
      turn: "first",
      now: { system: expect.stringMatching(/^[0-9]+$/), timeline: expect.any(Number) },
    });
  });
});
