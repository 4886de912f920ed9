import { boundArguments, type SlottedArguments } from "./arguments.ts";

interface Asked extends SlottedArguments {
  readonly connection: string;
  readonly program: string;
  readonly input?: string | undefined;
}

/** What goes to the program, and into the plan. */
export function requestOf(asked: Asked) {
  const { program, input } = asked;
  const request = { program, arguments: boundArguments(asked) };
  return input === undefined ? request : { ...request, input };
}

/** `requeue of tools with ["--queue=orders"]`: as JSON, a reader sees where each argument ends. */
export function describeRequest(asked: Asked): string {
  const { program, arguments: bound } = requestOf(asked);
  const what = `${program} of ${asked.connection}`;
  return bound.length === 0 ? what : `${what} with ${JSON.stringify(bound)}`;
}
