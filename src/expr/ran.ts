import type { Span } from "../model/problem.ts";
import { BOOL } from "../model/shape.ts";
import { ownField } from "./members.ts";
import { nodesOf, type Part, type Place } from "./part.ts";
import { learn, ran } from "./presence.ts";
import { refuse } from "./refusal.ts";
import { refuseUnknownField } from "./unknown-name.ts";

/** `ran("scale")`: the step is done, so that its outputs are there. */
export function checkRan(args: readonly Part[], span: Span, place: Place): Part {
  const [argument] = args;
  const id = argument?.literal;
  if (args.length !== 1 || !argument || typeof id !== "string") {
    refuse("E203", span, "ran(…) takes one step id in quotes", 'write it like ran("scale")');
  }
  const steps = Object.hasOwn(place.names, "steps") ? place.names["steps"] : undefined;
  const ids = steps?.is === "object" ? steps.fields : {};
  if (!Object.hasOwn(ids, id)) refuseUnknownField(id, ids, "steps", argument.span);
  place.steps.add(id);
  return {
    type: BOOL,
    span,
    nodes: nodesOf(argument),
    presence: learn(ran(id)),
    run: ({ values }) => {
      const step = ownField(ownField(values, "steps") ?? null, id);
      return ownField(step ?? null, "status") === "done";
    },
  };
}
