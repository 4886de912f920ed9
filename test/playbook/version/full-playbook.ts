import type { JsonObject } from "../../../src/model/json.ts";

export const BRANCHES: readonly JsonObject[] = [
  {
    id: "look",
    kind: "http.get",
    with: { connection: "queue", path: "/queue" },
    retry: { max: 3, backoff: "5s", factor: 2, max_backoff: "1m", jitter: "full", on: "true" },
  },
  { id: "look_again", kind: "http.get", with: { connection: "queue", path: "/" }, needs: ["look"] },
  { id: "look_twice", kind: "http.get", with: { connection: "queue", path: "/" } },
];

export const STEPS: readonly JsonObject[] = [
  { parallel: BRANCHES },
  {
    id: "done",
    kind: "stop",
    when: "params.pods == 0",
    with: { outcome: "nothing_to_do", reason: "Empty." },
    then: "end",
  },
  {
    id: "hand_over",
    kind: "escalate",
    when: "params.pods > 30",
    with: { to: "pagerduty/orders", reason: "Too many." },
  },
  {
    id: "restart",
    kind: "http.call",
    with: { connection: "queue", path: "/restart" },
    undo: "none",
    verify: "none",
    because: "It is enough.",
    on_failure: "continue",
  },
  {
    id: "scale",
    name: "Scale",
    kind: "http.call",
    when: "params.pods > 1",
    with: { connection: "queue", path: "/scale", body: { pods: [1, 2] } },
    foreach: { items: "[1]", max: 5, at_once: 2, on_item_failure: "continue" },
    effect: "idempotent",
    timeout: "2m",
    approve: {
      by: ["team-orders", "sre"],
      count: 2,
      expires: "15m",
      on_expire: "escalate",
      when: "params.pods > 2",
    },
    verify: {
      kind: "http.get",
      with: { connection: "queue", path: "/queue" },
      that: "after.status == 200",
      every: "15s",
      within: "15m",
      hold: "1m",
    },
    undo: "auto",
    on_failure: [
      {
        id: "rescue",
        kind: "http.call",
        with: { path: "/rescue" },
        undo: { kind: "http.call", with: { path: "/undo" }, timeout: "1m" },
      },
    ],
  },
];

/** A playbook in which every field that the format has is set to something. */
export const FULL: JsonObject = {
  format: 1,
  name: "queue-backlog",
  version: "1.4.0",
  owner: "team-orders",
  severity: "high",
  summary: "Adds workers.",
  match: {
    alert: "Queue*",
    labels: { env: ["prod", "staging"] },
    unless: { maintenance: "true" },
    status: "firing",
    priority: 0,
  },
  params: {
    env: { type: "enum", of: ["prod", "staging"], from: "alert.labels.env", describe: "Where." },
    pods: { type: "int", default: 20, min: 1, max: 40, describe: "At most." },
    wait: { type: "duration", default: "10m", min: "1m", max: "1h" },
    note: { type: "text", default: "None." },
  },
  safety: {
    mode: { prod: "approve", default: "auto" },
    cooldown: "30m",
    max_runs: "3 per 24h",
    max_targets: 3,
    max_change: "100%",
    lock: "queue/a",
    on_locked: "join",
    deadline: "45m",
    page_after: "15m",
    guard: { query: "up", connection: "prometheus", that: "value > 0" },
  },
  steps: STEPS,
  outputs: { pods: "${{ 1 }}" },
};
