import { z } from "zod";
import type { Right } from "../../access/rights.ts";
import { type Order, VERDICTS } from "../../intake/api/needs.ts";
import { type Answer, answer, refuse } from "../../intake/api/refusal.ts";
import { RIGHT_TO } from "../run/actions.ts";
import { FieldName } from "../../playbook/format/field-name.ts";

/** What a form asks of a run, and what one must be allowed to for that. */
export interface Asked {
  readonly right: Right;
  readonly does:
    | { readonly is: "order"; readonly order: Order }
    /** A run of its own, under this id. */
    | { readonly is: "start" | "retry"; readonly id: string };
}

export const ORDERS = [
  "start",
  "retry",
  "stop",
  "stop_and_undo",
  "undo",
  "answer",
  "settle",
] as const;

export type OrderName = (typeof ORDERS)[number];

const About = z.object({ step: FieldName, item: z.coerce.number().int().min(0) });
const Begin = z.object({ id: z.uuid() });
const Settle = About.extend({ verdict: z.enum(VERDICTS) });
const Reply = About.extend({ answer: z.string().trim().min(1).max(4_000) });

export function readOrder(name: OrderName, fields: object): Answer<Asked> {
  switch (name) {
    case "start":
    case "retry":
      return read(Begin, fields, ({ id }) => ({ right: RIGHT_TO[name], does: { is: name, id } }));
    case "stop":
      return answer(ordered(RIGHT_TO[name], { is: "stop", undo: false }));
    case "stop_and_undo":
      return answer(ordered(RIGHT_TO[name], { is: "stop", undo: true }));
    case "undo":
      return answer(ordered(RIGHT_TO[name], { is: "undo" }));
    case "answer":
      return read(Reply, fields, ({ answer: said, ...about }) =>
        ordered("answer", { is: "answer", answer: said, about }),
      );
    case "settle":
      return read(Settle, fields, ({ verdict, ...about }) =>
        ordered("settle", { is: "settle", verdict, about }),
      );
  }
}

function ordered(right: Right, order: Order): Asked {
  return { right, does: { is: "order", order } };
}

export function read<Form, Value>(
  form: z.ZodType<Form>,
  fields: object,
  then: (read: Form) => Value,
): Answer<Value> {
  const parsed = form.safeParse(fields);
  if (parsed.success) return answer(then(parsed.data));
  const [issue] = parsed.error.issues;
  const what = `${issue?.path.join(".") ?? "it"}: ${issue?.message ?? "does not fit"}`;
  return refuse(
    "E401",
    `What was sent has the wrong form: ${what}`,
    "Load the page again, and fill in what it asks for.",
  );
}
