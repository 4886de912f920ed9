export const SEVERITIES = ["info", "low", "high", "critical"] as const;

export type Severity = (typeof SEVERITIES)[number];
