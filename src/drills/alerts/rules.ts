import { z } from "zod";
import { DURATION, formatDuration, milliseconds } from "../../model/duration.ts";

const Rule = z.looseObject({
  alert: z.string(),
  expr: z.string(),
  for: z.string().regex(DURATION, "must be a duration").optional(),
});

/** A file of alerting rules, as Prometheus reads it. */
export const Rules = z.looseObject({
  groups: z.array(z.looseObject({ name: z.string(), rules: z.array(Rule) })),
});

export type Rules = z.infer<typeof Rules>;

/**
 * The same rules for a system whose time goes faster: how long something must hold, and over how
 * long it is looked back. Thresholds stay; a figure in seconds is one of that system's own seconds.
 */
export function scaleRules({ groups, ...rest }: Rules, pace: number): Rules {
  const scaled = (time: string): string => formatDuration(milliseconds(time) / pace);
  return {
    ...rest,
    groups: groups.map((group) => ({
      ...group,
      rules: group.rules.map((rule) => ({
        ...rule,
        expr: rule.expr.replaceAll(RANGE, (_range, time: string) => `[${scaled(time)}]`),
        ...(rule.for !== undefined && { for: scaled(rule.for) }),
      })),
    })),
  };
}

/** How far a rule looks back, such as `[10m]`. */
const RANGE = /\[((?:[0-9]+(?:ms|s|m|h|d))+)\]/g;
