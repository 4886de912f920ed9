import type { z } from "zod";
import type { Right } from "../../../access/rights.ts";
import type { Code } from "../../../model/codes.ts";
import type { Order } from "../needs.ts";
import { theRun } from "../route/over.ts";
import { type Route, route } from "../route/route.ts";
import { RunView } from "../views/run-view.ts";

interface GivenOrder<Body> {
  /** The last word of its address. */
  readonly is: Order["is"];
  readonly right: Right;
  readonly summary: string;
  readonly body: z.ZodType<Body>;
  /** What else it may be answered, beside what any order may meet. */
  readonly refuses?: readonly Code[];
  readonly orderOf: (body: Body) => Order;
}

/** An address that tells a run something. The run hears it a moment later. */
export function giveOrder<Body>({
  is,
  right,
  summary,
  body,
  refuses = [],
  orderOf,
}: GivenOrder<Body>): Route {
  return route({
    method: "POST",
    path: `/v1/runs/:run/${is}`,
    summary,
    right,
    of: theRun,
    body,
    status: 202,
    view: RunView,
    refuses: ["E312", "E313", "E315", ...refuses],
    again: "It is refused once the run has heard it and no longer takes it.",
    handle: (asked, { send }) => send(asked.params.run, orderOf(asked.body), asked.actor),
  });
}
