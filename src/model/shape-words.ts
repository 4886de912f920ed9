import type { Shape } from "./shape.ts";

/** A shape in the words that messages use: `a whole number`, `one of prod, staging`. */
export function shapeWords(shape: Shape): string {
  switch (shape.is) {
    case "int":
      return "a whole number";
    case "number":
      return "a number";
    case "bool":
      return "true or false";
    case "duration":
      return "a duration";
    case "text":
      return textWords(shape);
    case "list":
      return "a list";
    case "map":
      return "a map";
    case "object":
      return "an object";
    case "any":
      return "anything";
  }
}

function textWords({ sort, of }: Extract<Shape, { is: "text" }>): string {
  switch (sort) {
    case "name":
      return "a name";
    case "id":
      return "an id";
    case "choice":
      return of === undefined ? "a text" : choiceWords(of);
    case "text":
      return "a text";
  }
}

function choiceWords(choices: readonly string[]): string {
  return choices.length === 1 ? JSON.stringify(choices[0]) : `one of ${choices.join(", ")}`;
}
