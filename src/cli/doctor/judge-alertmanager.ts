import { parseDocument } from "yaml";
import { z } from "zod";
import { type Exam, ill, unsure, well } from "./exam.ts";

const Status = z.object({ config: z.object({ original: z.string() }) });

const Webhook = z.looseObject({
  url: z.string().optional(),
  url_file: z.string().optional(),
  send_resolved: z.boolean().default(true),
  max_alerts: z.number().default(0),
  http_config: z.looseObject({ follow_redirects: z.boolean().default(true) }).prefault({}),
});

const Config = z.looseObject({
  receivers: z
    .array(z.looseObject({ name: z.string(), webhook_configs: z.array(Webhook).default([]) }))
    .default([]),
});

/** So many alerts in one message are surely smaller than what Pitcrew takes. */
const MOST_ALERTS = 300;

/** Whether an Alertmanager tells Pitcrew everything, from the configuration that it says it has. */
export function judgeAlertmanager(subject: string, status: unknown): readonly Exam[] {
  const read = Status.safeParse(status);
  const config = Config.safeParse(
    read.success ? parseDocument(read.data.config.original).toJS({ maxAliasCount: 0 }) : undefined,
  );
  if (!config.success) {
    return [unsure(subject, "Its configuration cannot be read", "Look at it by hand.")];
  }
  const webhooks = config.data.receivers.flatMap(({ name, webhook_configs: configs }) =>
    configs.filter(isOurs).map((webhook) => ({ name, webhook })),
  );
  if (webhooks.length === 0) {
    return [
      unsure(
        subject,
        "No receiver calls an address with /webhooks/alertmanager/",
        "Add a webhook as docs/alerts.md shows, unless its address comes from url_file.",
      ),
    ];
  }
  return webhooks.flatMap(({ name, webhook }) =>
    judgeWebhook(`${subject}, receiver ${name}`, webhook),
  );
}

/** Newer releases hide every address, so that none of them can be left out. */
const HIDDEN = "<secret>";

function isOurs({ url = "" }: z.infer<typeof Webhook>): boolean {
  return url === HIDDEN || url.includes("/webhooks/alertmanager/");
}

function judgeWebhook(
  subject: string,
  {
    url = "",
    send_resolved: sendsResolved,
    max_alerts: most,
    http_config: http,
  }: z.infer<typeof Webhook>,
): readonly Exam[] {
  const found: Exam[] = [];
  if (!sendsResolved) {
    found.push(
      ill(subject, "It does not say when an alert is over", "Remove send_resolved: false."),
    );
  }
  if (most === 0 || most > MOST_ALERTS) {
    const now = most === 0 ? "without a limit" : `with up to ${most} alerts`;
    found.push(
      ill(
        subject,
        `It sends groups ${now}, and one that is too large is refused`,
        `Set max_alerts: ${MOST_ALERTS}; what is cut off is asked for.`,
      ),
    );
  }
  if (http.follow_redirects) {
    found.push(
      ill(
        subject,
        "It follows redirects, and a redirected alert arrives empty and counts as delivered",
        "Set http_config: { follow_redirects: false } and the final address.",
      ),
    );
  }
  if (url.startsWith("http://") && !/^http:\/\/(?:localhost|127\.|\[::1\])/.test(url)) {
    found.push(unsure(subject, "Its address is not https, so its token can be read", "Use https."));
  }
  return found.length === 0 ? [well(subject, "It tells Pitcrew everything")] : found;
}
