import type { HttpCaller } from "../../ports/http-caller.ts";
import type { TicketFound, Tickets } from "../../ports/tickets.ts";
import {
  readSearch,
  readTicket,
  searchTarget,
  ticketBody,
  type TicketForm,
  type TicketSearch,
} from "./wire.ts";

/** Makes tickets in a tracker that wants them in this form, and finds them again where it says how. */
export function createTickets(
  { honoursKey, call }: HttpCaller,
  form: TicketForm,
  search?: TicketSearch,
): Tickets {
  return {
    honoursKey,
    find: search && ((key, signal) => find(call, search, key, signal)),
    create: async (wish, signal) => {
      const { method, path: target } = form;
      const body = ticketBody(form, wish);
      const answer = await call({ method, target, headers: {}, body, key: wish.key }, signal);
      return answer.is === "answered" ? readTicket(answer.status, answer.body, form) : answer;
    },
  };
}

async function find(
  call: HttpCaller["call"],
  search: TicketSearch,
  key: string,
  signal: AbortSignal,
): Promise<TicketFound> {
  const target = searchTarget(search, key);
  const answer = await call({ method: "GET", target, headers: {} }, signal);
  if (answer.is === "answered") return readSearch(answer.status, answer.body, search);
  return { is: "unclear", detail: answer.detail };
}
