import type { Context } from "hono";
import type { Taken } from "../../ports/alerts/alert-intake.ts";
import { problem } from "../api/http-problem.ts";
import type { Answer, Refusal } from "../api/refusal.ts";
import { ownAlert } from "../alerts/own-alert.ts";
import type { AlertGroup } from "../alerts/read-group.ts";
import { type SourceRules, sightingsOf } from "../alerts/sightings-of.ts";
import type { WebhookNeeds } from "./needs.ts";
import { parseBody } from "./parse-body.ts";
import { MOST_BYTES, readBody } from "./read-body.ts";
import { shed } from "./shed.ts";

export type ReadAlerts = (body: unknown) => Answer<AlertGroup>;

/** Answers a request whose sender is known: "yes" only once all of it is stored. */
export async function receive(
  context: Context,
  source: SourceRules,
  readAlerts: ReadAlerts,
  needs: WebhookNeeds,
): Promise<Response> {
  const body = await readBody(context.req.raw);
  switch (body.is) {
    case "too_large":
      return refuseLarge(context, source, needs);
    case "not_text":
      return problem(context, NO_TEXT, 400);
    case "read": {
      const parsed = parseBody(body.text);
      const group = parsed.ok ? readAlerts(parsed.value) : parsed;
      if (!group.ok) return problem(context, group.refusal, 400);
      return store(context, source, group.value, needs);
    }
  }
}

async function store(
  context: Context,
  source: SourceRules,
  group: AlertGroup,
  { intake, newId, onTaken, onGap, onThrown }: WebhookNeeds,
): Promise<Response> {
  const { sightings, isAlive } = sightingsOf(group, source, newId);
  try {
    if (isAlive) await intake.heard(source.name);
    const traceparent = context.req.header("traceparent");
    const said =
      traceparent === undefined ? sightings : sightings.map((one) => ({ ...one, traceparent }));
    const taken = said.length === 0 ? [] : await intake.takeIn(said);
    if (taken.some((each) => each === "opened" || each === "closed")) onTaken();
    if (group.isTruncated) onGap(source.name);
    return context.json(countOf(taken));
  } catch (error) {
    onThrown(error);
    return shed(context, NOT_STORED);
  }
}

/** Nobody knows which alerts were in it, so the source is asked for what fires. */
async function refuseLarge(
  context: Context,
  { name }: SourceRules,
  { intake, newId, onTaken, onGap, onThrown }: WebhookNeeds,
): Promise<Response> {
  try {
    await intake.takeIn([ownAlert("PitcrewBodyTooLarge", name, newId())]);
  } catch (error) {
    onThrown(error);
    return shed(context, NOT_STORED);
  }
  onTaken();
  onGap(name);
  return problem(context, TOO_LARGE, 413);
}

function countOf(taken: readonly Taken[]): Readonly<Record<Taken, number>> {
  const counts = { opened: 0, seen: 0, closed: 0, known: 0 };
  for (const each of taken) counts[each]++;
  return counts;
}

const TOO_LARGE: Refusal = {
  code: "E372",
  message: `The body is larger than ${MOST_BYTES} bytes`,
  remedy: "Group by more labels in Alertmanager, so that each message becomes smaller.",
};

const NO_TEXT: Refusal = {
  code: "E373",
  message: "The body is not UTF-8",
  remedy: "Send what Alertmanager's webhook sends.",
};

const NOT_STORED: Refusal = {
  code: "E376",
  message: "The alerts could not be stored",
  remedy:
    "Alertmanager sends them again by itself; the log of the server says what was in the way.",
};
