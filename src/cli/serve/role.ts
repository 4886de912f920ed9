export const ROLES = ["all", "web", "worker"] as const;

/**
 * What a process does where several share a database. `web` hears alerts, Slack and PagerDuty and
 * carries nothing out; `worker` carries runs out and hears none of them. Both answer the API.
 */
export type Role = (typeof ROLES)[number];
