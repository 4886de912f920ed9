import { z } from "zod";
import type { PagerAnswer, PagerRefusal } from "../../ports/pager.ts";
import type { Called } from "./call.ts";

/** While PagerDuty is busy and does not say for how long. */
const REST_MS = 30_000;

/** What an answer means for whoever wanted something. `read` takes what a good one carries. */
export function judge<Value>(
  called: Called,
  read: (body: unknown) => z.ZodSafeParseResult<Value>,
): PagerAnswer<Value> {
  switch (called.is) {
    case "busy":
      return { is: "later", afterMs: called.restMs ?? REST_MS, detail: "PagerDuty is busy (429)" };
    case "unclear":
      return judgeUnclear(called);
    case "answered": {
      const { status, body } = called;
      if (status >= 300) return judgeStatus(status, wordsOf(body));
      const value = read(body);
      if (value.success) return { is: "done", value: value.data };
      return later(`PagerDuty answered in an unknown form: ${z.prettifyError(value.error)}`);
    }
  }
}

function judgeUnclear({ status, detail }: Extract<Called, { is: "unclear" }>): PagerAnswer<never> {
  if (status === undefined) return later(`PagerDuty did not answer: ${detail}`);
  return status < 300 ? later(`PagerDuty answered ${detail}`) : judgeStatus(status, detail);
}

function judgeStatus(status: number, words: string): PagerAnswer<never> {
  const detail = `PagerDuty answered ${status}: ${words}`;
  const why = refusalOf(status);
  return why === undefined ? later(detail) : { is: "refused", why, detail };
}

/** A redirect is followed or comes from something that is not PagerDuty; both may change by themselves. */
function refusalOf(status: number): PagerRefusal | undefined {
  if (status < 400 || status >= 500 || status === 408) return undefined;
  return [401, 402, 403].includes(status) ? "not_allowed" : "not_accepted";
}

function later(detail: string): PagerAnswer<never> {
  return { is: "later", afterMs: 0, detail };
}

const Complaint = z.union([
  z.object({ error: z.object({ message: z.string(), errors: z.array(z.string()).default([]) }) }),
  z.object({ message: z.string(), errors: z.array(z.string()).default([]) }),
]);

function wordsOf(body: unknown): string {
  const complaint = Complaint.safeParse(body);
  if (!complaint.success) return "without saying why";
  const { message, errors } = "error" in complaint.data ? complaint.data.error : complaint.data;
  return [message, ...errors].join("; ");
}
