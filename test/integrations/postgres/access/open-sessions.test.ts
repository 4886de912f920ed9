import { randomBytes } from "node:crypto";
import { expect, onTestFinished, test } from "vitest";
import { openSessions } from "../../../../src/integrations/postgres/access/open-sessions.ts";
import { freshDatabase } from "../../../postgres/server.ts";

test("any number of people may sign in and out at the same moment", async () => {
  const address = await freshDatabase();
  const servers = [1, 2, 3, 4].map(() => openSessions(address, () => undefined));
  onTestFinished(async () => void (await Promise.all(servers.map(({ close }) => close()))));
  const people = Array.from({ length: 40 }, (_, index) => `person-${index}`);
  const author = { actor: "ann", surface: "console" };

  const digests = await Promise.all(
    people.map(async (person, index) => {
      const digest = randomBytes(32);
      const { sessions } =
        servers[index % servers.length] ?? openSessions(address, () => undefined);
      await sessions.begin({ digest, person, way: "link", livesMs: 60_000 }, author);
      if (index % 2 === 1) await sessions.end(digest, author);
      return digest;
    }),
  );

  const { sessions } = servers[0] ?? openSessions(address, () => undefined);
  const found = await Promise.all(digests.map(async (digest) => sessions.personOf(digest)));
  expect(found).toEqual(people.map((person, index) => (index % 2 === 1 ? undefined : person)));
});
