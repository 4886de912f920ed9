import { createServer, type RequestListener } from "node:http";
import { execa } from "execa";
import { describe, expect, test } from "vitest";

const DIGEST = `sha256:${"4f".repeat(32)}`;

describe("the base image", () => {
  test("is named by the digest that the registry has, which may ask for a token first", async () => {
    await using registry = await serve((request, response) => {
      const url = new URL(request.url ?? "/", registry.url);
      if (url.pathname === "/token") {
        response.end(JSON.stringify({ token: `for ${url.searchParams.get("scope")}` }));
      } else if (request.headers.authorization === "Bearer for pull") {
        response.writeHead(200, { "docker-content-digest": DIGEST }).end();
      } else {
        const realm = `Bearer realm="${registry.url}/token",service="here",scope="pull"`;
        response.writeHead(401, { "www-authenticate": realm }).end();
      }
    });

    const { stdout } = await ask(registry.url);

    expect(stdout).toBe(`${new URL(registry.url).host}/library/node:24-bookworm-slim@${DIGEST}`);
  });

  test("is not named when the registry does not have it", async () => {
    await using registry = await serve((_request, response) => response.writeHead(404).end());

    const { exitCode, stdout, stderr } = await ask(registry.url);

    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
    expect(stderr).toContain("answered 404 and named no digest");
  });
});

function ask(registry: string) {
  const env = { REGISTRY: registry };
  return execa(process.execPath, [".ci/base-image.mjs"], { env, reject: false });
}

async function serve(
  listener: RequestListener,
): Promise<AsyncDisposable & { readonly url: string }> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("it listens on a port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
