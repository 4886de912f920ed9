import { expect, test } from "vitest";
import { judgeAlertmanager } from "../../../src/cli/doctor/judge-alertmanager.ts";

const GOOD = {
  url: "https://pitcrew.example/webhooks/alertmanager/eu",
  max_alerts: 200,
  http_config: { follow_redirects: false },
};

test("an Alertmanager that tells everything is well", () => {
  expect(judge(GOOD)).toEqual(["well It tells Pitcrew everything"]);
});

test.each([
  [{ send_resolved: false }, "ill It does not say when an alert is over"],
  [{ max_alerts: 0 }, "ill It sends groups without a limit, and one that is too large is refused"],
  [
    { max_alerts: 5000 },
    "ill It sends groups with up to 5000 alerts, and one that is too large is refused",
  ],
  [
    { http_config: {} },
    "ill It follows redirects, and a redirected alert arrives empty and counts as delivered",
  ],
  [
    { url: "http://pitcrew.example/webhooks/alertmanager/eu" },
    "unsure Its address is not https, so its token can be read",
  ],
])("with %j it says what is lost", (change, said) => {
  expect(judge({ ...GOOD, ...change })).toEqual([said]);
});

test("an Alertmanager that hides its addresses is judged all the same", () => {
  expect(judge({ ...GOOD, url: "<secret>", send_resolved: false })).toEqual([
    "ill It does not say when an alert is over",
  ]);
});

test("an Alertmanager that calls somebody else is looked at by a person", () => {
  expect(judge({ ...GOOD, url: "https://other.example/" })).toEqual([
    "unsure No receiver calls an address with /webhooks/alertmanager/",
  ]);
});

test("a status in another form is looked at by a person", () => {
  const exams = judgeAlertmanager("alertmanager eu", { config: 7 });

  expect(exams).toMatchObject([{ verdict: "unsure" }]);
});

function judge(webhook: object): readonly string[] {
  const receivers = [{ name: "nobody" }, { name: "pitcrew", webhook_configs: [webhook] }];
  const original = JSON.stringify({ route: { receiver: "pitcrew" }, receivers });
  const exams = judgeAlertmanager("alertmanager eu", { config: { original } });
  return exams.map(({ verdict, message }) => `${verdict} ${message}`);
}
