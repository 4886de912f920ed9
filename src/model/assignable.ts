import type { Shape } from "./shape.ts";

/** Whether every value of one shape may stand where the other is wanted, as far as shapes can tell. */
export function isAssignable(from: Shape, to: Shape): boolean {
  if (from.is === "any" || to.is === "any") return true;
  switch (to.is) {
    case "int":
    case "bool":
    case "duration":
      return from.is === to.is;
    case "number":
      return from.is === "number" || from.is === "int";
    case "text":
      return from.is === "text" && choicesFit(from.of, to.of);
    case "list":
      return from.is === "list" && isAssignable(from.of, to.of);
    case "map":
      return fieldsOf(from)?.every((field) => isAssignable(field, to.of)) ?? false;
    case "object":
      return from.is === "map" || (from.is === "object" && fieldsFit(from, to));
  }
}

/** Text that is not known to be one of a few choices is looked at when it is there. */
function choicesFit(
  from: readonly string[] | undefined,
  to: readonly string[] | undefined,
): boolean {
  return from === undefined || to === undefined || from.every((choice) => to.includes(choice));
}

function fieldsOf(shape: Shape): readonly Shape[] | undefined {
  if (shape.is === "map") return [shape.of];
  return shape.is === "object" ? Object.values(shape.fields) : undefined;
}

function fieldsFit(from: Shape & { is: "object" }, to: Shape & { is: "object" }): boolean {
  return Object.entries(to.fields).every(([name, wanted]) => {
    const given = Object.hasOwn(from.fields, name) ? from.fields[name] : undefined;
    if (given === undefined || from.optional.includes(name)) return to.optional.includes(name);
    return isAssignable(given, wanted);
  });
}
