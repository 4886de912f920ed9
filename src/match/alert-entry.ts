import { z } from "zod";
import { createAlert } from "../model/alert.ts";
import { isObject } from "../model/json.ts";

/** Read by hand: a record schema would silently drop a label called `__proto__`. */
const Texts = z.unknown().transform((value, context) => {
  if (!isObject(value)) {
    context.addIssue({ code: "custom", message: "must map names to texts" });
    return z.NEVER;
  }
  const texts = new Map<string, string>();
  for (const [key, text] of Object.entries(value)) {
    if (typeof text === "string") texts.set(key, text);
    else context.addIssue({ code: "custom", path: [key], message: "must be a text" });
  }
  return texts;
});

/** `/api/v2/alerts` tells of silences and the like here, and lists only what is still firing. */
const StillFiring = z.object({ state: z.string() }).transform(() => "firing" as const);

/** One alert as Alertmanager writes it. Fields we do not use may come and go with its releases. */
export const AlertEntry = z
  .object(
    {
      labels: Texts,
      annotations: Texts.prefault({}),
      status: z
        .union([z.enum(["firing", "resolved"]), StillFiring], {
          error: 'must be "firing", "resolved" or an object with its state',
        })
        .default("firing"),
      startsAt: z.iso
        .datetime({ offset: true, error: "must be a time such as 2026-11-20T09:30:00Z" })
        .exactOptional(),
      fingerprint: z.string({ error: "must be a text" }).exactOptional(),
      generatorURL: z.string({ error: "must be a text" }).exactOptional(),
    },
    { error: "must be an object with labels" },
  )
  .transform(createAlert);
