import type { ASTNode } from "@marcbachmann/cel-js";
import type { Span } from "../model/problem.ts";
import { readField, readIndex, readName } from "./access.ts";
import { checkArithmetic, checkMinus } from "./arithmetic.ts";
import { checkFunction, checkMethod } from "./calls.ts";
import { checkEquality } from "./equality.ts";
import { refuseForbidden } from "./forbidden.ts";
import { checkList, checkLiteral, checkMap } from "./literal.ts";
import { checkBoth, checkChoice, checkNot } from "./logic.ts";
import { isLoop, type LoopMethod } from "./loop-method.ts";
import { checkLoop } from "./loops.ts";
import { checkMembership } from "./membership.ts";
import { checkFallback, checkHas } from "./optional.ts";
import { checkOrdering } from "./ordering.ts";
import type { Part, Place } from "./part.ts";
import { refuse } from "./refusal.ts";

/** Types, bounds and prepares one node of the tree and all below it. */
export function check(node: ASTNode, place: Place): Part {
  const span: Span = { start: node.start, end: node.end };
  const part = (child: ASTNode): Part => check(child, place);

  switch (node.op) {
    case "value":
      return checkLiteral(node.args, span);
    case "id":
      return readName(node.args, span, place);
    case ".":
    case ".?":
      return readField(part(node.args[0]), node.args[1], fieldSpan(node), place, node.op === ".?");
    case "[]":
      return readIndex(part(node.args[0]), part(node.args[1]), span, place);
    case "[?]":
      refuse(
        "E207",
        span,
        "[?…] is not part of the language",
        "write .?field.orValue(…), or guard with size(…)",
      );
    case "list":
      return checkList(node.args.map(part), span);
    case "map":
      return checkMap(
        node.args.map(([key, value]) => [part(key), part(value)] as const),
        span,
      );
    case "&&":
    case "||":
      return checkBoth(node.op, part(node.args[0]), part(node.args[1]), span, place);
    case "!_":
      return checkNot(part(node.args), span, place);
    case "-_":
      return checkMinus(part(node.args), span, place);
    case "?:":
      return checkChoice(part(node.args[0]), part(node.args[1]), part(node.args[2]), span, place);
    case "==":
    case "!=":
      return checkEquality(node.op, part(node.args[0]), part(node.args[1]), span, place);
    case "<":
    case "<=":
    case ">":
    case ">=":
      return checkOrdering(node.op, part(node.args[0]), part(node.args[1]), span, place);
    case "in":
      return checkMembership(part(node.args[0]), part(node.args[1]), span, place);
    case "+":
    case "-":
    case "*":
    case "/":
    case "%":
      return checkArithmetic(node.op, part(node.args[0]), part(node.args[1]), span, place);
    case "call":
      return checkCall(node.args[0], node.args[1], span, place);
    case "rcall":
      return checkMethodCall(node.args[0], node.args[1], node.args[2], span, place);
  }
}

/** From the field's name to its end, which is what a message about the field underlines. */
function fieldSpan({ pos, end }: ASTNode): Span {
  return { start: pos, end };
}

function checkCall(name: string, args: readonly ASTNode[], span: Span, place: Place): Part {
  const [argument] = args;
  if (name === "has" && argument?.op === "." && args.length === 1) {
    return checkHas(check(argument, place), span, place);
  }
  if (name === "has") {
    refuse(
      "E203",
      span,
      "has(…) takes one path that ends in a field",
      "write it like has(steps.look.outputs.owner)",
    );
  }
  return checkFunction(
    name,
    args.map((arg) => check(arg, place)),
    span,
    place,
  );
}

function checkMethodCall(
  name: string,
  receiverNode: ASTNode,
  args: readonly ASTNode[],
  span: Span,
  place: Place,
): Part {
  refuseForbidden(name, span);
  const receiver = check(receiverNode, place);
  if (isLoop(name)) return checkLoopCall(name, receiver, args, span, place);
  const parts = args.map((arg) => check(arg, place));
  const [fallback] = parts;
  if (name === "orValue" && fallback) return checkFallback(receiver, fallback, span, place);
  return checkMethod(name, receiver, parts, span, place);
}

function checkLoopCall(
  name: LoopMethod,
  list: Part,
  args: readonly ASTNode[],
  span: Span,
  place: Place,
): Part {
  const [variable, body] = args;
  if (args.length !== 2 || variable?.op !== "id" || !body) {
    refuse(
      "E203",
      span,
      `.${name}(…) takes a variable and what to do with it`,
      `write it like list.${name}(x, …)`,
    );
  }
  return checkLoop(name, list, variable.args, (inside) => check(body, inside), span, place);
}
