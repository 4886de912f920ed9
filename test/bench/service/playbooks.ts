/** Asks, and waits for the answer longer than any bench takes. */
export const ASKING = playbook("asking", [
  {
    id: "well",
    kind: "ask",
    with: { question: "Is ${{ params.shop }} well?", of: ["team-shop"], expires: "12h" },
  },
  ending("nothing_to_do"),
]);

/** Asks again and again, so that each answer changes its run and does not end it. */
export const ASKING_OFTEN = playbook("asking-often", [
  ...Array.from({ length: 12 }, (_none, nth) => ({
    id: `well_${nth}`,
    kind: "ask",
    with: { question: "Is ${{ params.shop }} well?", of: ["team-shop"], expires: "12h" },
  })),
  ending("nothing_to_do"),
]);

/** Looks at the shop four times and ends. */
export function looking(name: string, outcome: "nothing_to_do" | "escalated"): string {
  const path = { path: "/shops/{shop}", slots: { shop: "${{ params.shop }}" } };
  const looks = [1, 2, 3, 4].map((look) => ({
    id: `look_${look}`,
    kind: "http.get",
    with: { connection: "shop", ...path },
  }));
  return playbook(name, [...looks, ending(outcome)]);
}

/** The connections.yaml with which a playbook finds the shop on this port of the machine. */
export function connectionsTo(port: number): string {
  const shop = {
    type: "http",
    base_url: `http://127.0.0.1:${port}`,
    insecure: true,
    allow_addresses: ["127.0.0.0/8"],
  };
  return asYaml({ format: 1, connections: { shop } });
}

function ending(outcome: "nothing_to_do" | "escalated"): object {
  const reason = "${{ params.shop }} has been looked at";
  return outcome === "escalated"
    ? { id: "end", kind: "escalate", with: { to: "team-shop", reason } }
    : { id: "end", kind: "stop", with: { outcome, reason } };
}

function playbook(name: string, steps: readonly object[]): string {
  return asYaml({
    format: 1,
    name,
    version: "1.0.0",
    owner: "team-shop",
    severity: "low",
    summary: "A playbook to measure with",
    params: { shop: { type: "name" } },
    steps,
  });
}

/** JSON is YAML. */
function asYaml(document: object): string {
  return JSON.stringify(document, null, 2);
}
