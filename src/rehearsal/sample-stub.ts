import type { Shape } from "../model/shape.ts";
import { scalar } from "../playbook/draft/yaml-text.ts";

/** A value of a shape, written as YAML, for an author to paste and then make true. */
export function sampleOf(shape: Shape): string {
  switch (shape.is) {
    case "int":
      return "0";
    case "number":
      return "0.0";
    case "bool":
      return "false";
    case "duration":
      return "1m";
    case "text":
      return scalar(shape.of?.[0] ?? "text");
    case "list":
      return "[]";
    case "map":
    case "any":
      return "{}";
    case "object":
      return sampleOfObject(shape);
  }
}

function sampleOfObject({ fields, optional }: Extract<Shape, { is: "object" }>): string {
  const needed = Object.entries(fields).filter(([name]) => !optional.includes(name));
  const samples = needed.map(([name, field]) => `${name}: ${sampleOf(field)}`);
  return samples.length === 0 ? "{}" : `{ ${samples.join(", ")} }`;
}
