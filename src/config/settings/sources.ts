import { z } from "zod";
import { DURATION } from "../../model/duration.ts";
import { NAME_PATTERN } from "../../model/fields.ts";
import { SecretReference } from "../secret-reference.ts";
import { LabelPatterns } from "./label-patterns.ts";

const pointer = z
  .string()
  .regex(/^(?:\/[^/]{1,100}){0,10}$/, "must be a way into the body, such as /alert/title");

const Text = z.union([
  z.strictObject({ at: pointer.describe("Where in the alert it stands.") }),
  z.strictObject({ text: z.string().max(1_000).describe("Always this.") }),
]);

/** How the alerts of a body that is not Alertmanager's are found. */
const Mapping = z.strictObject({
  alerts: pointer.default("").describe("Where the list of alerts stands; one alert is no list."),
  labels: z.record(z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, "must be a label name"), Text),
  annotations: z.record(z.string().min(1).max(100), Text).default({}),
  resolved: z
    .strictObject({ at: pointer, is: z.array(z.string().max(200)).min(1).max(20) })
    .optional()
    .describe("When an alert says that it is over; without it, none ever does."),
  started: pointer.optional().describe("When it began, as a time with its zone."),
});

export type Mapping = z.infer<typeof Mapping>;

const Source = z.strictObject({
  tokens: z
    .array(SecretReference)
    .min(1)
    .max(2)
    .describe("Whoever holds one may send alerts; two while one is renewed."),
  heartbeat: LabelPatterns.optional().describe(
    "Alerts with these labels say that the source is alive, and nothing else.",
  ),
  heartbeat_within: z
    .string()
    .regex(DURATION, "must be a duration such as 15m")
    .optional()
    .describe("People are paged when the heartbeat stays away for so long; without it, nobody is."),
  alertmanager: z
    .strictObject({
      connection: z.string().min(1).describe("An alertmanager connection of connections.yaml."),
      receiver: z.string().min(1).max(200).describe("The receiver there that sends to Pitcrew."),
    })
    .optional()
    .describe("Who is asked every minute for what we were not told."),
  mapping: Mapping.optional().describe("For /webhooks/json: what is what in the body."),
});

const WatchedSource = Source.refine(
  ({ heartbeat, heartbeat_within: within }) => within === undefined || heartbeat !== undefined,
  { path: ["heartbeat_within"], error: "needs heartbeat, which says what is waited for" },
);

export type Source = z.infer<typeof Source>;

/** Who sends alerts. All peers of one Alertmanager cluster are one source. */
export const Sources = z
  .record(
    z
      .string()
      .regex(NAME_PATTERN, "must be a name: letters, digits, dot, dash, underscore")
      .refine(
        (name) => name !== "pitcrew",
        "is the name under which Pitcrew raises its own alerts",
      ),
    WatchedSource,
  )
  .default({})
  .describe("Who sends alerts, and how they show that it is them.");

export type Sources = z.infer<typeof Sources>;
