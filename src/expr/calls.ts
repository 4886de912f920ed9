import type { Span } from "../model/problem.ts";
import { checkForms } from "./call-form.ts";
import { refuseForbidden } from "./forbidden.ts";
import type { Form } from "./functions/form.ts";
import { NUMBER_FUNCTIONS } from "./functions/numbers.ts";
import { TEXT_FUNCTIONS, TEXT_METHODS } from "./functions/texts.ts";
import type { Part, Place } from "./part.ts";
import { checkRan } from "./ran.ts";
import { refuse } from "./refusal.ts";
import { suggest } from "./unknown-name.ts";

const FUNCTIONS: ReadonlyMap<string, readonly Form[]> = new Map([
  ...Object.entries(NUMBER_FUNCTIONS),
  ...Object.entries(TEXT_FUNCTIONS),
]);

const METHODS: ReadonlyMap<string, readonly Form[]> = new Map(Object.entries(TEXT_METHODS));

const FUNCTION_NAMES = [...FUNCTIONS.keys(), "has", "ran"];
const METHOD_NAMES = [...METHODS.keys(), "all", "exists", "exists_one", "filter", "map", "orValue"];

/** `name(args)`, for the functions of the language; `has` and the loops are no functions. */
export function checkFunction(name: string, args: readonly Part[], span: Span, place: Place): Part {
  if (name === "ran") return checkRan(args, span, place);
  refuseForbidden(name, span);
  const forms = FUNCTIONS.get(name);
  if (forms) return checkForms(`${name}(…)`, forms, args, span, place);
  refuse(
    "E201",
    span,
    `There is no function "${name}"`,
    METHODS.has(name)
      ? `write it after the value: value.${name}(…)`
      : suggest(name, FUNCTION_NAMES, ""),
  );
}

/** `receiver.name(args)` */
export function checkMethod(
  name: string,
  receiver: Part,
  args: readonly Part[],
  span: Span,
  place: Place,
): Part {
  const forms = METHODS.get(name);
  if (forms) return checkForms(`.${name}(…)`, forms, [receiver, ...args], span, place);
  refuse(
    "E201",
    span,
    `There is no method "${name}"`,
    FUNCTION_NAMES.includes(name)
      ? `write it before the value: ${name}(…)`
      : suggest(name, METHOD_NAMES, ""),
  );
}
