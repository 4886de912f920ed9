import { connectionOfType, type Connections, honoursKey } from "../../config/connections.ts";
import { createTickets } from "../../integrations/tickets/client.ts";
import type { TicketForm } from "../../integrations/tickets/wire.ts";
import type { Tickets } from "../../ports/tickets.ts";
import { callEndpoint, callNothing } from "./call-endpoint.ts";

/** Makes tickets through the ticket connections of connections.yaml, as the file says at that moment. */
export function trackersIn(current: () => Connections | undefined): (name: string) => Tickets {
  return (name) => {
    const connections = current();
    const connection = connections && connectionOfType(connections, name, ["ticket"]);
    if (connections === undefined || connection?.type !== "ticket") {
      return createTickets({ honoursKey: false, call: callNothing("ticket", name) }, NO_FORM);
    }
    const caller = { honoursKey: honoursKey(connections, name), call: callEndpoint(connection) };
    return createTickets(caller, connection.create, connection.find);
  };
}

const NO_FORM: TicketForm = {
  method: "POST",
  path: "/",
  body: {},
  answer: { id: "/id" },
  priorities: {},
};
