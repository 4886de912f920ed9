import { z } from "zod";
import { visible } from "../../document/visible.ts";
import { webAddress } from "../../model/web-address.ts";
import { type Answer, answer, refuse } from "../api/refusal.ts";
import { type Heard, HeardAlert } from "./heard-alert.ts";

/** Fields we do not use may come and go with Alertmanager's releases. */
const Group = z.object(
  {
    version: z.literal("4", { error: 'must be "4"' }),
    groupKey: z.string().max(65_536).exactOptional(),
    externalURL: z.unknown().optional(),
    truncatedAlerts: z.int({ error: "must be a whole number" }).min(0).default(0),
    alerts: z.array(HeardAlert, { error: "must be a list of alerts" }),
  },
  { error: "must be an object with alerts" },
);

/** What one message of Alertmanager says. */
export interface AlertGroup {
  readonly alerts: readonly Heard[];
  /** What Alertmanager calls the group, also in the pages that it sends by itself. */
  readonly groupKey?: string;
  /** Where people find Alertmanager itself. */
  readonly senderUrl?: string;
  /** Whether alerts were left out of it, so that its silence about an alert means nothing. */
  readonly isTruncated: boolean;
}

export function readGroup(body: unknown): Answer<AlertGroup> {
  const parsed = Group.safeParse(body);
  if (!parsed.success) return refuseForm(parsed.error);
  const { truncatedAlerts, version: _version, externalURL, ...group } = parsed.data;
  const sender = webAddress(typeof externalURL === "string" ? externalURL : undefined);
  return answer({
    ...group,
    isTruncated: truncatedAlerts > 0,
    ...(sender !== undefined && { senderUrl: sender.href }),
  });
}

function refuseForm({ issues: [issue] }: z.ZodError): Answer<never> {
  const path = issue?.path.map(String).join(".") ?? "";
  const where = path === "" ? "The body" : `The field ${visible(path.slice(0, 200))}`;
  return refuse(
    "E373",
    `${where} ${issue?.message ?? "does not fit"}`,
    "Send what Alertmanager's webhook sends in its version 4, without a payload template.",
  );
}
