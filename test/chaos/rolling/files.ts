/**
 * A project whose runs read or change a shop, as often as anybody likes. Nobody proves the change,
 * so that such a run hands over to people when it was made.
 */
export function rollingFiles(shop: string): Readonly<Record<string, string>> {
  return {
    "pitcrew.yaml": `format: 1
budgets:
  effects_per_minute: 10000
  storm: { targets: 1000 }
server:
  requests_per_minute: 100000
`,
    "connections.yaml": `format: 1
connections:
  shop: { type: http, base_url: "${shop}", insecure: true, allow_addresses: [127.0.0.1/32] }
`,
    "playbooks/look.yaml": `format: 1
name: look
version: 1.0.0
owner: team-shop
severity: low
summary: Looks at a shop
match: { alert: ShopSlow, labels: { shop: "*" } }
params: { shop: { type: name, from: "alert.labels.shop" } }
steps:
  - id: look
    kind: http.get
    with: { connection: shop, path: "/shops/{shop}", slots: { shop: "\${{ params.shop }}" } }
`,
    "playbooks/change.yaml": `format: 1
name: change
version: 1.0.0
owner: team-shop
severity: low
summary: Changes a shop
safety: { mode: auto, lock: "\${{ params.shop }}", cooldown: 0s, max_runs: 999 per 1h }
params: { shop: { type: name } }
steps:
  - id: change
    kind: http.call
    with: { connection: shop, method: POST, path: "/shops/{shop}", slots: { shop: "\${{ params.shop }}" } }
    timeout: 30s
    undo: none
    verify: none
    because: it is counted by whom it is asked of
`,
  };
}
