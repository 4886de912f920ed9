import { isList, type JsonValue } from "../model/json.ts";
import type { Span } from "../model/problem.ts";
import { fieldShape, itemShape } from "./field-shape.ts";
import { CALL, type Frame } from "./frame.ts";
import { ownField } from "./members.ts";
import { isInLoop, nodesOf, type Part, pathOf, type Place, seek, type Sought } from "./part.ts";
import { together } from "./presence.ts";
import { read } from "./read.ts";
import { needsOfField, stepAt } from "./step-presence.ts";
import { stop } from "./stop.ts";
import type { Type } from "./types.ts";
import { refuseUnknownName } from "./unknown-name.ts";

/** `params`, or the variable of an enclosing loop. */
export function readName(name: string, span: Span, place: Place): Part {
  const depth = place.loops.findIndex(({ variable }) => variable === name);
  const loop = place.loops[depth];
  const shape = Object.hasOwn(place.names, name) ? place.names[name] : undefined;
  const type = loop?.item ?? shape ?? refuseUnknownName(name, span, place.names);
  const run = loop
    ? ({ items }: Frame) => items[depth]
    : ({ values }: Frame) => ownField(values, name);
  return reading({ type, path: name, span, from: [], sought: { run, needs: [] } }, place);
}

/** `receiver.field`; with `optional`, `receiver.?field`. */
export function readField(
  receiver: Part,
  field: string,
  span: Span,
  place: Place,
  optional: boolean,
): Part {
  const of = fieldShape(receiver, field, span, place);
  const isMaybe = optional || receiver.type.is === "maybe";
  const path = `${pathOf(receiver, place)}.${field}`;
  const whole = { start: receiver.span.start, end: span.end };
  const step = stepAt(path);
  if (step !== undefined) place.steps.add(step);

  // After `.?` everything may be missing, but what stands before it must be there.
  const { run, needs } =
    isMaybe && receiver.type.is !== "maybe" ? firmly(receiver) : seek(receiver);
  const found = (frame: Frame) => {
    const owner = run(frame);
    return owner === undefined ? undefined : ownField(owner, field);
  };
  const part = reading(
    {
      type: isMaybe ? { is: "maybe", of } : of,
      path,
      span: whole,
      from: [receiver],
      sought: { run: found, needs },
    },
    place,
  );
  if (isMaybe) return part;
  const more = needsOfField(receiver, field, path, whole, place);
  return { ...part, presence: { ...part.presence, needs: [...part.presence.needs, ...more] } };
}

/** `receiver[index]` */
export function readIndex(receiver: Part, index: Part, span: Span, place: Place): Part {
  if (typeof index.literal === "string" && receiver.type.is !== "list") {
    return readField(receiver, index.literal, span, place, false);
  }
  const type = itemShape(receiver, index);
  const shown = place.source.slice(index.span.start, index.span.end);
  const path = `${pathOf(receiver, place)}[${shown}]`;
  const { run, needs } = seek(receiver);
  const found = (frame: Frame) => {
    const owner = run(frame);
    return owner === undefined ? undefined : select(owner, index.run(frame));
  };
  const sought = { run: found, needs: [...needs, ...index.presence.needs] };
  return reading({ type, path, span, from: [receiver, index], sought }, place);
}

function select(from: JsonValue, key: JsonValue): JsonValue | undefined {
  if (typeof key === "string") return ownField(from, key);
  return isList(from) && typeof key === "number" ? from[key] : undefined;
}

interface Reading {
  readonly type: Type;
  readonly path: string;
  readonly span: Span;
  readonly from: readonly Part[];
  readonly sought: Sought;
}

/** A part that reads one value and checks that it is what the names promise. */
function reading({ type, path, span, from, sought }: Reading, place: Place): Part {
  const shape = type.is === "maybe" ? type.of : type;
  const inLoop = isInLoop(place);
  const found = (frame: Frame): JsonValue | undefined => {
    const value = sought.run(frame);
    // For a promised type, null is a way to say that there is none.
    if (value === undefined || (value === null && shape.is !== "any")) return undefined;
    return read(shape, value, path, inLoop);
  };
  return {
    type,
    path,
    span,
    nodes: nodesOf(...from) + (shape.is === "duration" ? CALL : 0),
    presence: together(from.map((part) => part.presence)),
    sought: { run: found, needs: sought.needs },
    run: (frame) => {
      const value = found(frame);
      return value === undefined ? stopMissing(path) : value;
    },
  };
}

function firmly(part: Part): Sought {
  return { run: part.run, needs: part.presence.needs };
}

function stopMissing(path: string): never {
  stop(
    `${path} is missing`,
    path.endsWith("]")
      ? "Guard it with size(…), so that nothing past the end is read."
      : `Guard it with has(${path}), or write .? before the last name and .orValue(…) after it.`,
  );
}
