import { onTestFinished, expect, test } from "vitest";
import { examineConnection } from "../../../src/cli/doctor/examine-connection.ts";
import { openOutside } from "../../../src/cli/serve/outside.ts";
import { Connections } from "../../../src/config/connections.ts";
import { answerJson, startCounterpart } from "../../integrations/http/counterpart.ts";
import { urlOf } from "../served-project.ts";
import { freshDatabase } from "../../postgres/server.ts";
import { hasAlertmanager, startAlertmanager } from "../../alertmanager/server.ts";

const IN_TIME = new AbortController().signal;
const LOCAL = { allow_addresses: ["127.0.0.0/8"] };
const NOBODY = "http://127.0.0.1:9";

test.skipIf(!hasAlertmanager)("a real Alertmanager that answers is well", async () => {
  const { url, stop } = await startAlertmanager();
  onTestFinished(stop);

  expect(await examine({ type: "alertmanager", base_url: url, ...LOCAL })).toMatchObject({
    subject: "alertmanager it",
    verdict: "well",
  });
});

test("a database that answers a query is well", async () => {
  process.env["EXAMINED_URL"] = urlOf(await freshDatabase());
  onTestFinished(() => {
    delete process.env["EXAMINED_URL"];
  });

  expect(await examine({ type: "postgres", url: "env:EXAMINED_URL" })).toMatchObject({
    verdict: "well",
  });
});

test.each([
  ["alertmanager", { type: "alertmanager", base_url: NOBODY, ...LOCAL }],
  ["prometheus", { type: "prometheus", base_url: NOBODY, ...LOCAL }],
  ["loki", { type: "loki", base_url: NOBODY, ...LOCAL }],
  ["http", { type: "http", base_url: NOBODY, ...LOCAL }],
  ["postgres", { type: "postgres", url: "env:NOT_SET" }],
  ["redis", { type: "redis", url: "env:NOT_SET" }],
  ["kubernetes", { type: "kubernetes", kubeconfig: "env:NOT_SET" }],
  ["command", { type: "command", programs: { gone: { path: "/nowhere/gone" } } }],
])("%s that cannot be reached is ill, and it says what helps", async (_, connection) => {
  const exam = await examine(connection);

  expect(exam).toMatchObject({ verdict: "ill", remedy: expect.stringMatching(/\.$/) });
});

test.each([
  [401, "prometheus", "ill"],
  [404, "prometheus", "ill"],
  [404, "http", "well"],
  [503, "http", "ill"],
  [200, "loki", "well"],
])("an answer of %i from %s is %s", async (status, type, verdict) => {
  const { url } = await startCounterpart(answerJson({}, status));

  expect(await examine({ type, base_url: url, ...LOCAL })).toMatchObject({ verdict });
});

async function examine(written: object) {
  const connections = Connections.parse({ format: 1, connections: { it: written } });
  const { needs, close } = openOutside(() => connections);
  onTestFinished(close);
  const { it } = connections.connections;
  if (it === undefined) throw new Error("There is no connection");
  return examineConnection("it", it, needs, IN_TIME);
}
