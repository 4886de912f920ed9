/** The least that has to be said. */
export const LEAST = {
  database: { existingSecret: "pitcrew-database" },
  config: { directory: { people: { maria: { name: "Maria", email: "maria@example.com" } } } },
};

/** Every part of the chart at once. */
export const EVERYTHING = {
  ...LEAST,
  image: {
    repository: "registry.example/pitcrew",
    digest: `sha256:${"0".repeat(64)}`,
    pullSecrets: ["registry"],
  },
  database: { existingSecret: "pitcrew-database", ownerKey: "OWNER_URL" },
  redis: { existingSecret: "pitcrew-redis" },
  secrets: { existing: ["pitcrew-slack", "pitcrew-pagerduty"] },
  playbooks: { files: { "queue-backlog.yaml": "format: 1\n" } },
  autoscaling: { workers: "hpa" },
  rbac: {
    namespaces: {
      payments: [{ apiGroups: ["apps"], resources: ["deployments"], verbs: ["get", "patch"] }],
    },
    cluster: [{ apiGroups: [""], resources: ["nodes"], verbs: ["get", "list"] }],
  },
  ingress: { enabled: true, className: "nginx", host: "pitcrew.example.com" },
  networkPolicy: {
    from: [{ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "monitoring" } } }],
    egress: [{ to: [{ ipBlock: { cidr: "10.0.0.0/8" } }] }],
  },
  metrics: {
    serviceMonitor: { enabled: true },
    rules: { enabled: true },
    dashboards: { enabled: true },
  },
  tracing: { endpoint: "http://tempo.monitoring:4318" },
  archive: { existingClaim: "pitcrew-archive" },
  extraEnv: [{ name: "LOG_LEVEL", value: "debug" }],
};

export const KEDA = {
  ...LEAST,
  autoscaling: { workers: "keda", keda: { prometheus: "http://prometheus.monitoring:9090" } },
};

/** Files that somebody else looks after, and nothing that can be left out. */
export const BARE = {
  database: { existingSecret: "pitcrew-database" },
  config: { existingConfigMap: "our-config" },
  playbooks: { existingConfigMap: "our-playbooks" },
  serviceAccount: { create: false, name: "ours" },
  networkPolicy: { enabled: false },
  podDisruptionBudget: { enabled: false },
};
