/** One variable of the environment, for whoever runs Pitcrew. */
export interface Variable {
  readonly name: string;
  readonly standard: string;
  readonly means: string;
}

/** Every variable that Pitcrew reads, beside those that connections and settings refer to. */
export const ENVIRONMENT: readonly Variable[] = [
  { name: "PITCREW_CONFIG", standard: "pitcrew.yaml", means: "The file with these settings." },
  {
    name: "PITCREW_DATA_DIR",
    standard: ".pitcrew",
    means: "What Pitcrew keeps on its own disk: the database that it brings along, its socket.",
  },
  {
    name: "HOST",
    standard: "127.0.0.1",
    means: "The network interface to listen at; 0.0.0.0 for all of them.",
  },
  { name: "PORT", standard: "8080", means: "Where to listen; 0 takes any that is free." },
  {
    name: "METRICS_PORT",
    standard: "",
    means: "Figures for Prometheus are served there alone, instead of at PORT.",
  },
  {
    name: "DATABASE_URL",
    standard: "",
    means: "A PostgreSQL to use instead of the one that Pitcrew brings along.",
  },
  {
    name: "PITCREW_OWNER_DATABASE_URL",
    standard: "",
    means: "The same as the role that owns the tables, so that DATABASE_URL can own none.",
  },
  { name: "REDIS_URL", standard: "", means: "Carries the wakes of several processes." },
  {
    name: "PITCREW_ADMIN_KEY",
    standard: "",
    means: "A key of the API that can do everything, to make the first others with.",
  },
  {
    name: "PITCREW_WEBHOOK_TOKEN",
    standard: "",
    means: "What Alertmanager sends alerts with, to the source `default`.",
  },
  {
    name: "PITCREW_AUDIT_KEY",
    standard: "",
    means: "The file of the key that checkpoints of the record are signed with.",
  },
  { name: "SLACK_BOT_TOKEN", standard: "", means: "The Slack app's token." },
  { name: "SLACK_APP_TOKEN", standard: "", means: "For Socket Mode, which needs no open port." },
  {
    name: "SLACK_SIGNING_SECRET",
    standard: "",
    means: "For requests of Slack over HTTP, instead of Socket Mode.",
  },
  { name: "PAGERDUTY_ROUTING_KEY", standard: "", means: "Where people are paged." },
  {
    name: "PAGERDUTY_API_TOKEN",
    standard: "",
    means: "For notes, and to know who is on call.",
  },
  { name: "PAGERDUTY_FROM", standard: "", means: "In whose name those notes are written." },
  {
    name: "PITCREW_URL",
    standard: "",
    means: "For the command line: a Pitcrew elsewhere, such as https://pitcrew.example.com.",
  },
  { name: "PITCREW_KEY", standard: "", means: "For the command line: the key to come in with." },
  {
    name: "OTEL_EXPORTER_OTLP_ENDPOINT",
    standard: "",
    means:
      "Who collects traces over OTLP and HTTP, such as http://tempo:4318; without it, nobody follows.",
  },
  { name: "LOG_LEVEL", standard: "info", means: "How much the server says of what it does." },
  {
    name: "PITCREW_RANGE",
    standard: "",
    means: "For the command line: the range to practise on, as pitcrew drill range prints it.",
  },
  {
    name: "PITCREW_DEBUG",
    standard: "",
    means: "With 1, the command line shows where in its code it broke.",
  },
];
