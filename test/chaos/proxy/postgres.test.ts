import { join } from "node:path";
import { Client, type ClientConfig } from "pg";
import { afterAll, expect, onTestFinished, test } from "vitest";
import { systemClock } from "../../../src/integrations/system/clock.ts";
import { freshDatabase } from "../../postgres/server.ts";
import { startFaultProxy } from "./fault-proxy.ts";
import { loseCommitAnswer } from "./postgres.ts";

// Whoever asks first starts the server, which takes longer than a test may.
const database = await freshDatabase(afterAll);

test("a commit whose answer is lost has been made, and only its sender does not know", async () => {
  const server = { path: join(database.host, ".s.PGSQL.5432") };
  const proxy = await startFaultProxy({ server, clock: systemClock });
  onTestFinished(proxy.close);
  const direct = await open(database);
  await direct.query("create table said (what text)");
  const through = await open({ ...database, host: "127.0.0.1", port: proxy.port });
  await through.query("insert into said values ($1)", ["before"]);
  proxy.plan(loseCommitAnswer("the lost word"));

  await expect(through.query("insert into said values ($1)", ["the lost word"])).rejects.toThrow(
    "Connection terminated",
  );

  const { rows } = await direct.query("select what from said order by what");
  expect(rows).toEqual([{ what: "before" }, { what: "the lost word" }]);
  expect(proxy.fired).toHaveLength(1);
});

async function open(address: ClientConfig): Promise<Client> {
  const client = new Client({ ...address });
  // A connection that is cut says so twice: to the statement that waited, and here.
  client.on("error", () => undefined);
  await client.connect();
  onTestFinished(() => client.end());
  return client;
}
