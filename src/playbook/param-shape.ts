import { BOOL, ID, INT, NAME, NUMBER, TEXT, type Shape } from "../model/shape.ts";
import { type Param, type ScalarType, scalarType, takesList } from "./format/param.ts";

/** What expressions may do with a param, once it has passed the airlock. */
export function paramShape(param: Param): Shape {
  const scalar = scalarShape(scalarType(param), param.of ?? []);
  return takesList(param) ? { is: "list", of: scalar } : scalar;
}

function scalarShape(scalar: ScalarType, choices: readonly string[]): Shape {
  switch (scalar) {
    case "name":
      return NAME;
    case "id":
      return ID;
    case "enum":
      return { is: "text", sort: "choice", of: choices };
    case "int":
      return INT;
    case "number":
      return NUMBER;
    case "bool":
      return BOOL;
    case "duration":
      return { is: "duration" };
    case "text":
      return TEXT;
  }
}
