import { HIDDEN } from "./secret-forms.ts";

/**
 * A value that lets somebody in. However it is written out, joined to a text, logged or made into
 * JSON, it does not show; `reveal` is for the moment in which it is handed to who asks for it.
 */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  reveal(): string {
    return this.#value;
  }

  toJSON(): string {
    return HIDDEN;
  }

  toString(): string {
    return HIDDEN;
  }

  /** What `console.log` and the like show of it. */
  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return HIDDEN;
  }
}
