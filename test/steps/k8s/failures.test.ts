import { describe, expect, test } from "vitest";
import { failureOf } from "../../../src/steps/k8s/failures.ts";

const ASKED = {
  connection: "prod",
  namespace: "shop",
  wish: "to scale deployment shop/web",
  right: "patch deployments",
};

const refused = (status: number, message = "no") =>
  ({ is: "refused", status, reason: "", message }) as const;

describe("what a cluster answers without a value", () => {
  test.each([
    [{ is: "unreached", why: "not_ready", detail: "" }, "E601", "never_left"],
    [{ is: "unreached", why: "connection_failed", detail: "" }, "E601", "never_left"],
    [{ is: "unreached", why: "aborted", detail: "" }, "E303", "never_left"],
    [{ is: "unreached", why: "namespace_not_listed", detail: "agents" }, "E640", "never"],
    [{ is: "unanswered", detail: "reset" }, "E601", "later"],
    [{ is: "unreadable", why: "too_large", detail: "" }, "E604", "never"],
    [{ is: "unreadable", why: "malformed", detail: "" }, "E305", "never"],
    [refused(401), "E641", "never"],
    [refused(403), "E641", "never"],
    [refused(403, 'pods "web-1" is forbidden: exceeded quota: few'), "E643", "never"],
    [refused(404), "E642", "never"],
    [refused(409), "E644", "later"],
    [refused(422), "E643", "never"],
    [refused(429), "E602", "later"],
    [refused(503), "E602", "later"],
  ] as const)("%j is a failure %s, to be tried again: %s", (answer, code, retry) => {
    const failure = failureOf(answer, ASKED);

    expect(failure).toMatchObject({ code, retry });
    expect(failure.message).not.toMatch(/\.$/);
    expect(failure.remedy).toMatch(/\.$/);
  });

  test("names the right that is missing, and where to get it", () => {
    expect(failureOf(refused(403), ASKED)).toMatchObject({
      message: expect.stringContaining("may not patch deployments in shop"),
      remedy: expect.stringContaining("pitcrew rbac"),
    });
  });

  test("says what the cluster objects to, on one line", () => {
    const { message } = failureOf(refused(422, "replicas: must be at most 9.\nand more"), ASKED);

    expect(message).toMatch(/and refused: replicas: must be at most 9$/);
  });
});
