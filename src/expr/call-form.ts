import type { Span } from "../model/problem.ts";
import type { Shape } from "../model/shape.ts";
import { convert, shapeOf } from "./convert.ts";
import { CALL, startFrame } from "./frame.ts";
import type { Form } from "./functions/form.ts";
import { isInLoop, nodesOf, type Part, type Place } from "./part.ts";
import { together } from "./presence.ts";
import { refuse } from "./refusal.ts";
import { Stop } from "./stop.ts";
import { nameType } from "./types.ts";

export function checkForms(
  shown: string,
  forms: readonly Form[],
  args: readonly Part[],
  span: Span,
  place: Place,
): Part {
  for (const form of forms) {
    const fitting = fitArguments(form, args, place);
    if (fitting) return checkConstant(callForm(form, fitting, args, span, place), args);
  }
  const given = args.map(({ type }) => nameType(type)).join(", ");
  refuse("E203", span, `${shown} does not take ${given || "nothing"}`, fixCall(shown, forms));
}

function fitArguments(
  form: Form,
  args: readonly Part[],
  place: Place,
): readonly Part[] | undefined {
  if (form.takes.length !== args.length) return undefined;
  const fitting = args.map((arg, index) => fitArgument(arg, form.takes[index] ?? [], place));
  return fitting.every((arg) => arg !== undefined) ? fitting : undefined;
}

function fitArgument(arg: Part, shapes: readonly Shape[], place: Place): Part | undefined {
  // Of several shapes the value itself must tell which; the function looks.
  if (shapeOf(arg).is === "any" && shapes.length > 1) return arg;
  for (const shape of shapes) {
    const converted = convert(arg, shape, place);
    if (converted) return converted;
  }
  return undefined;
}

function callForm(
  { gives, run }: Form,
  fitting: readonly Part[],
  args: readonly Part[],
  span: Span,
  place: Place,
): Part {
  const inLoop = isInLoop(place);
  return {
    type: typeof gives === "function" ? gives(args.map(shapeOf)) : gives,
    span,
    nodes: nodesOf(...args) + CALL,
    presence: together(args.map(({ presence }) => presence)),
    run: (frame) =>
      run(
        fitting.map((arg) => arg.run(frame)),
        frame,
        inLoop,
      ),
  };
}

const CONSTANT_FIX = "give it other values; with these it fails each time";

/** A call with literals alone gives the same each time, so that its failure is found now. */
function checkConstant(call: Part, args: readonly Part[]): Part {
  if (!args.every(({ literal }) => literal !== undefined)) return call;
  try {
    call.run(startFrame({}));
  } catch (error) {
    if (error instanceof Stop) refuse("E203", call.span, error.message, CONSTANT_FIX);
    throw error;
  }
  return call;
}

function fixCall(shown: string, forms: readonly Form[]): string {
  const wanted = forms.map(({ takes }) =>
    takes.map((shapes) => shapes.map(nameType).join(" or ")).join(", then "),
  );
  return `${shown} takes ${wanted.join("; or ")}`;
}
