import { stringify } from "yaml";
import type { Identity } from "./certificate.ts";

export interface Access {
  readonly url: string;
  readonly authority: string;
  readonly user: string;
  readonly namespace: string;
  readonly by:
    | { readonly is: "token"; readonly token: string }
    | { readonly is: "certificate"; readonly identity: Identity };
}

/** What kubectl and client libraries need to reach the cluster as one user. */
export function writeKubeconfig({ url, authority, user, namespace, by }: Access): string {
  const credentials =
    by.is === "token"
      ? { token: by.token }
      : {
          "client-certificate-data": base64(by.identity.certificate),
          "client-key-data": base64(by.identity.key),
        };
  return stringify({
    apiVersion: "v1",
    kind: "Config",
    clusters: [
      {
        name: "practice",
        cluster: { server: url, "certificate-authority-data": base64(authority) },
      },
    ],
    users: [{ name: user, user: credentials }],
    contexts: [{ name: "practice", context: { cluster: "practice", user, namespace } }],
    "current-context": "practice",
  });
}

function base64(text: string): string {
  return Buffer.from(text).toString("base64");
}
