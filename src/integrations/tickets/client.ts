import type { HttpCaller } from "../../ports/http-caller.ts";
import type { Tickets } from "../../ports/tickets.ts";
import { readTicket, ticketBody, type TicketForm } from "./wire.ts";

/** Makes tickets in a tracker that wants them in this form. */
export function createTickets({ honoursKey, call }: HttpCaller, form: TicketForm): Tickets {
  return {
    honoursKey,
    create: async (wish, signal) => {
      const { method, path: target } = form;
      const body = ticketBody(form, wish);
      const answer = await call({ method, target, headers: {}, body, key: wish.key }, signal);
      return answer.is === "answered" ? readTicket(answer.status, answer.body, form) : answer;
    },
  };
}
