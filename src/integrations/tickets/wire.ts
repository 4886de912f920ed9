import { isList, type JsonValue } from "../../model/json.ts";
import type { TicketAnswer, TicketFound, TicketWish } from "../../ports/tickets.ts";

/** How one tracker wants its tickets. */
export interface TicketForm {
  readonly method: "POST" | "PUT";
  readonly path: string;
  readonly body: JsonValue;
  /** JSON pointers into the answer. */
  readonly answer: { readonly id: string; readonly url?: string | undefined };
  readonly priorities: Readonly<Partial<Record<TicketWish["priority"], JsonValue>>>;
}

/** How it is searched for the ticket of one key. */
export interface TicketSearch {
  /** With `{key}`. */
  readonly path: string;
  /** JSON pointer to the list of what was found, empty when the whole answer is the list. */
  readonly list: string;
  /** JSON pointers into each of them. */
  readonly id: string;
  readonly url?: string | undefined;
}

/** The body of a ticket. Values are put into data and never into text, so they cannot become more than values. */
export function ticketBody({ body, priorities }: TicketForm, wish: TicketWish): JsonValue {
  const { title, text, labels, priority, key } = wish;
  const values = new Map<string, JsonValue>([
    ["{title}", title],
    ["{text}", text],
    ["{labels}", [...labels]],
    ["{priority}", priorities[priority] ?? priority],
    ["{key}", key],
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
  const ticket = ticketIn(body, answer);
  if (ticket !== undefined) return { is: "created", ...ticket };
  const detail = `there is no id at ${answer.id}: ${JSON.stringify(body)}`;
  return { is: "unreadable", status, why: "malformed", detail };
}

export function searchTarget({ path }: TicketSearch, key: string): string {
  return path.replaceAll("{key}", encodeURIComponent(key));
}

/** Only a list that can be read and is empty says that there is no ticket. */
export function readSearch(status: number, body: JsonValue, search: TicketSearch): TicketFound {
  const list = valueAt(body, search.list);
  if (status < 200 || status >= 300 || !isList(list)) {
    return { is: "unclear", detail: `${status} ${JSON.stringify(body)}`.slice(0, 300) };
  }
  const [first] = list;
  if (first === undefined) return { is: "none" };
  const ticket = ticketIn(first, search);
  if (ticket !== undefined) return { is: "found", ...ticket };
  return { is: "unclear", detail: `what was found has no id at ${search.id}` };
}

function ticketIn(body: JsonValue, at: Pick<TicketSearch, "id" | "url">) {
  const id = valueAt(body, at.id);
  if (typeof id !== "string" && typeof id !== "number") return undefined;
  const url = at.url === undefined ? undefined : valueAt(body, at.url);
  return { id: String(id), url: typeof url === "string" ? url : undefined };
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
