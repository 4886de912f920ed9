import { z } from "zod";
import { Person } from "./person.ts";
import { Service } from "./service.ts";
import { Team } from "./team.ts";
import { isTimeZone } from "./time-zone.ts";

/** What people, teams and groups are called in playbooks. */
const Name = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9._-]{0,62}$/,
    "must be lower case letters, digits, dot, dash, underscore",
  );

/** `directory.yaml`: who there is, who owns what, and where they are told. */
export const Directory = z.strictObject({
  format: z.literal(1),
  time_zone: z
    .string()
    .refine(isTimeZone, "must be a time zone such as Europe/Berlin or UTC")
    .default("UTC"),
  people: z.record(Name, Person),
  teams: z.record(Name, Team).default({}),
  /** People who may approve together although they are no team. */
  groups: z.record(Name, z.array(Name).min(1).max(200)).default({}),
  /** Slack's id of each channel that playbooks and teams name. */
  channels: z
    .record(
      Name,
      z.string().regex(/^[CG][A-Z0-9]{2,20}$/, "must be a channel's id such as C0123ABCD"),
    )
    .default({}),
  /** PagerDuty's id of each service that playbooks and teams name. */
  services: z.record(Name, Service).default({}),
  /** PagerDuty's id of each schedule of which playbooks ask whoever is on call: `oncall:<name>`. */
  schedules: z
    .record(
      Name,
      z.string().regex(/^[PQ][A-Z0-9]{2,20}$/, "must be a schedule's id such as PABC123"),
    )
    .default({}),
});

export type Directory = z.infer<typeof Directory>;
