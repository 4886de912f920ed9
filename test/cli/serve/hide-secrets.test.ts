import { describe, expect, test } from "vitest";
import { hideInAnswers, hideInQuestions } from "../../../src/cli/serve/hide-secrets.ts";
import { openSecrets } from "../../../src/cli/serve/known-secrets.ts";

const SECRET = "Zx9-canary-77";

describe("a port", () => {
  const secrets = openSecrets();
  secrets.learn(SECRET);

  test("answers without secrets, also where it fails", async () => {
    const port = hideInAnswers(
      {
        isWell: true,
        read: async () => ({ lines: [`token ${SECRET}`] }),
        fail: async () => Promise.reject(new Error(`no ${SECRET}`, { cause: new Error(SECRET) })),
        classOf: () => "read",
      },
      secrets.redaction,
    );

    expect(port.isWell).toBe(true);
    expect(port.classOf()).toBe("read");
    expect(await port.read()).toEqual({ lines: ["token [secret]"] });
    const error = await port.fail().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ message: "no [secret]", cause: { message: "[secret]" } });
    expect(String((error as Error).stack)).not.toContain(SECRET);
  });

  test("hides in the ports that it is made of as well", async () => {
    const told: unknown[] = [];
    const alerts = {
      why: async (about: string) => {
        told.push(about);
        return { sentence: `for ${SECRET}` };
      },
    };
    const port = { alerts, levels: { most: 3 } };

    const hidden = hideInAnswers(hideInQuestions(port, secrets.redaction), secrets.redaction);

    expect(await hidden.alerts.why(SECRET)).toEqual({ sentence: "for [secret]" });
    expect(told).toEqual(["[secret]"]);
    expect(hidden.levels).toEqual({ most: 3 });
  });

  test("is told no secrets", async () => {
    const told: unknown[] = [];
    const store = hideInQuestions(
      { keep: async (one: object) => told.push(one) },
      secrets.redaction,
    );
    const { signal } = new AbortController();

    await store.keep({ label: SECRET, signal });

    expect(told).toEqual([{ label: "[secret]", signal }]);
  });
});

test("a secret that was renewed hides together with the one before", () => {
  const secrets = openSecrets();
  secrets.learn("old-one-0001");
  expect(secrets.redaction.text("old-one-0001")).toBe("[secret]");
  secrets.learn("new-one-0002");

  expect(secrets.redaction.text("old-one-0001 new-one-0002")).toBe("[secret] [secret]");
});
