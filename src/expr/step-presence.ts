import type { Span } from "../model/problem.ts";
import type { Unguarded } from "./expression.ts";
import { type Part, pathOf, type Place } from "./part.ts";
import { has, need, ran } from "./presence.ts";

const STEP = /^steps\.([^.[]+)$/;
const STATUS = /^steps\.([^.[]+)\.status$/;

/** The step that a path names, when it names a step and nothing in it. */
export function stepAt(path: string): string | undefined {
  return STEP.exec(path)?.[1];
}

/** The step whose status a path reads. */
export function stepOfStatus(path: string): string | undefined {
  return STATUS.exec(path)?.[1];
}

/** What must be known before `receiver.field` may be read. A step's status is always there. */
export function needsOfField(
  receiver: Part,
  field: string,
  path: string,
  span: Span,
  place: Place,
): readonly Unguarded[] {
  const step = stepAt(pathOf(receiver, place));
  if (step !== undefined && field === "outputs") {
    return [need(receiver.span, `steps.${step}`, ran(step))];
  }
  const { type } = receiver;
  const isOptional = type.is === "object" && type.optional.includes(field);
  const isError = step !== undefined && field === "error";
  return isOptional || isError ? [need(span, path, has(path))] : [];
}
