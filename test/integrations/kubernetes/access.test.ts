import { describe, expect, test } from "vitest";
import { openAccess } from "../../../src/integrations/kubernetes/access.ts";

function kubeconfig(server: string, token: string, context = "prod"): string {
  return JSON.stringify({
    apiVersion: "v1",
    kind: "Config",
    "current-context": context,
    clusters: [
      { name: "prod", cluster: { server } },
      { name: "staging", cluster: { server: "https://staging.example.com" } },
    ],
    users: [{ name: "robot", user: { token } }],
    contexts: [
      { name: "prod", context: { cluster: "prod", user: "robot" } },
      { name: "staging", context: { cluster: "staging", user: "robot" } },
    ],
  });
}

describe("the way to a cluster", () => {
  test("is that of the current context, with who asks", async () => {
    const text = kubeconfig("https://prod.example.com", "t-1");
    const access = openAccess({ is: "kubeconfig", text: async () => text });

    expect(await access()).toMatchObject({
      server: "https://prod.example.com",
      options: { headers: { Authorization: "Bearer t-1" } },
    });
  });

  test("is that of another context where the connection names it", async () => {
    const text = kubeconfig("https://prod.example.com", "t-1");
    const access = openAccess({ is: "kubeconfig", text: async () => text, context: "staging" });

    expect(await access()).toMatchObject({ server: "https://staging.example.com" });
  });

  test("changes with what is written, from one call to the next", async () => {
    let text = kubeconfig("https://prod.example.com", "t-1");
    const access = openAccess({ is: "kubeconfig", text: async () => text });
    await access();

    text = kubeconfig("https://moved.example.com", "t-2");

    expect(await access()).toMatchObject({
      server: "https://moved.example.com",
      options: { headers: { Authorization: "Bearer t-2" } },
    });
  });

  test("is missing where the context is, which is said by its name", async () => {
    const text = kubeconfig("https://prod.example.com", "t-1", "nowhere");
    const access = openAccess({ is: "kubeconfig", text: async () => text });

    await expect(access()).rejects.toThrow('no context "nowhere"');
  });
});
