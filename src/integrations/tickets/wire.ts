import type { JsonValue } from "../../model/json.ts";
import type { TicketAnswer, TicketWish } from "../../ports/tickets.ts";

/** How one tracker wants its tickets. */
export interface TicketForm {
  readonly method: "POST" | "PUT";
  readonly path: string;
  readonly body: JsonValue;
  /** JSON pointers into the answer. */
  readonly answer: { readonly id: string; readonly url?: string | undefined };
  readonly priorities: Readonly<Partial<Record<TicketWish["priority"], JsonValue>>>;
}

/** The body of a ticket. Values are put into data and never into text, so they cannot become more than values. */
export function ticketBody({ body, priorities }: TicketForm, wish: TicketWish): JsonValue {
  const { title, text, labels, priority } = wish;
  const values = new Map<string, JsonValue>([
    ["{title}", title],
    ["{text}", text],
    ["{labels}", [...labels]],
    ["{priority}", priorities[priority] ?? priority],
  ]);
  return filled(body, values);
}

function filled(template: JsonValue, values: ReadonlyMap<string, JsonValue>): JsonValue {
  if (typeof template === "string") return values.get(template) ?? template;
  if (Array.isArray(template)) return template.map((each) => filled(each, values));
  if (typeof template !== "object" || template === null) return template;
  return Object.fromEntries(
    Object.entries(template).map(([name, each]) => [name, filled(each, values)]),
  );
}

export function readTicket(status: number, body: JsonValue, { answer }: TicketForm): TicketAnswer {
  if (status < 200 || status >= 300) {
    return { is: "refused", status, detail: JSON.stringify(body) };
  }
  const id = valueAt(body, answer.id);
  if (typeof id !== "string" && typeof id !== "number") {
    const detail = `there is no id at ${answer.id}: ${JSON.stringify(body)}`;
    return { is: "unreadable", status, why: "malformed", detail };
  }
  const url = answer.url === undefined ? undefined : valueAt(body, answer.url);
  return { is: "created", id: String(id), url: typeof url === "string" ? url : undefined };
}

function valueAt(body: JsonValue, pointer: string): JsonValue | undefined {
  let value: JsonValue | undefined = body;
  for (const escaped of pointer.split("/").slice(1)) {
    const name = escaped.replaceAll("~1", "/").replaceAll("~0", "~");
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, name))
      return undefined;
    value = new Map<string, JsonValue>(Object.entries(value)).get(name);
  }
  return value;
}
