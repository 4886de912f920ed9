import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { httpDestination } from "../../../src/cli/serve/http-destination.ts";
import { Http } from "../../../src/config/connections/http.ts";

describe("an http connection as the client wants it", () => {
  test("has the limits of connections.yaml in milliseconds, and no more than is written there", async () => {
    const destination = await httpDestination(
      connection({
        base_url: "https://engine.example/v1",
        allow_addresses: ["10.20.0.0/16"],
        timeouts: { connect: "1s", answer: "2s", total: "500ms" },
        max_response_bytes: 2_048,
      }),
    );

    expect(destination).toEqual({
      baseUrl: "https://engine.example/v1",
      headers: expect.any(Function),
      allowAddresses: ["10.20.0.0/16"],
      limits: { connect: 1_000, answer: 2_000, total: 500, responseBytes: 2_048 },
    });
    expect(await destination.headers()).toEqual({});
  });

  test("sends its headers with their secrets filled in", async () => {
    setVariable("t0ken");
    const headers = { "x-team": "payments", "x-token": `env:${VARIABLE}` };

    const destination = await httpDestination(connection({ headers }));

    expect(await destination.headers()).toEqual({ "x-team": "payments", "x-token": "t0ken" });
  });

  test.each([
    [{ bearer: "env:PITCREW_TEST_TOKEN" }, "Bearer t0ken"],
    [
      { basic: { user: "pit", password: "env:PITCREW_TEST_TOKEN" } },
      `Basic ${Buffer.from("pit:t0ken").toString("base64")}`,
    ],
  ])("signs in with %j", async (auth, authorization) => {
    setVariable("t0ken");

    const destination = await httpDestination(connection({ auth }));

    expect(await destination.headers()).toEqual({ authorization });
  });

  test("names the header of the key, and reads the certificates that vouch for the other side", async () => {
    const file = fileURLToPath(
      new URL("../../integrations/http/certificate/certificate.pem", import.meta.url),
    );

    const destination = await httpDestination(
      connection({ idempotency_header: "Idempotency-Key", certificate_authority: `file:${file}` }),
    );

    expect(destination).toMatchObject({
      idempotencyHeader: "Idempotency-Key",
      certificateAuthority: await readFile(file, "utf8"),
    });
  });
});

const VARIABLE = "PITCREW_TEST_TOKEN";

function setVariable(value: string): void {
  vi.stubEnv(VARIABLE, value);
  onTestFinished(() => void vi.unstubAllEnvs());
}

function connection(more: object): Http {
  return Http.parse({ type: "http", base_url: "https://engine.example", ...more });
}
