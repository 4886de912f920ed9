import type { JsonValue } from "../../model/json.ts";
import { textOf } from "../single-value.ts";

/** Literal arguments whose only moving parts are `{slots}`. */
export interface SlottedArguments {
  readonly arguments: readonly string[];
  readonly slots: Readonly<Record<string, JsonValue>>;
}

const SLOT = /\{([a-z][a-z0-9_]*)\}/g;

/** The arguments as the program gets them. However a value is spelled, their number stays the same. */
export function boundArguments({ arguments: templates, slots }: SlottedArguments): string[] {
  return templates.map((template) =>
    template.replace(SLOT, (slot, name: string) => {
      const value = Object.hasOwn(slots, name) ? slots[name] : undefined;
      if (value === undefined) throw new TypeError(`The slot ${slot} has no value.`);
      return textOf(value);
    }),
  );
}

export function slotNames(template: string): readonly string[] {
  return Array.from(template.matchAll(SLOT), ([, name = ""]) => name);
}

/** Whether a value made an option of what its author wrote as a plain argument. */
export function becameOption(template: string, bound: string): boolean {
  return bound.startsWith("-") && !template.startsWith("-");
}
