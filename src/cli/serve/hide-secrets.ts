import type { Needs } from "../../engine/worker/perform.ts";
import type { Redaction } from "../../model/redaction.ts";

/** The same port, whose answers hold no secret, and neither do its errors. */
export function hideInAnswers<Port extends object>(port: Port, redaction: Redaction): Port {
  return around(port, (call, given) => {
    const answer = call(given);
    if (!(answer instanceof Promise)) return answer;
    return answer.then(redaction.value, (error: unknown) => {
      throw hideInError(error, redaction);
    });
  });
}

/** The same port, which is told no secret. */
export function hideInQuestions<Port extends object>(port: Port, redaction: Redaction): Port {
  return around(port, (call, given) => call(given.map((one) => redaction.value(one))));
}

/** Everything that comes in from outside, before a step has seen it. */
export function hideInNeeds(needs: Needs, redaction: Redaction): Needs {
  return around(needs, (call, given) => {
    const port = call(given);
    return typeof port === "object" && port !== null ? hideInAnswers(port, redaction) : port;
  });
}

type Call = (given: readonly unknown[]) => unknown;

function around<Port extends object>(
  port: Port,
  instead: (call: Call, given: readonly unknown[]) => unknown,
): Port {
  return new Proxy(port, {
    get: (target, name): unknown => {
      const member: unknown = Reflect.get(target, name, target);
      if (isPort(member)) return around(member, instead);
      if (typeof member !== "function") return member;
      const call: Call = (given) => Reflect.apply(member, target, given) as unknown;
      return (...given: readonly unknown[]) => instead(call, given);
    },
  });
}

/** A port may be made of smaller ones; an instance of a class is a value. */
function isPort(member: unknown): member is object {
  return (
    typeof member === "object" &&
    member !== null &&
    Object.getPrototypeOf(member) === Object.prototype &&
    Object.values(member).some((each) => typeof each === "function")
  );
}

/** What was thrown may be told to anybody, with its causes. */
function hideInError(error: unknown, redaction: Redaction): unknown {
  if (!(error instanceof Error)) return redaction.value(error);
  error.message = redaction.text(error.message);
  if (error.stack !== undefined) error.stack = redaction.text(error.stack);
  if (error.cause !== undefined) error.cause = hideInError(error.cause, redaction);
  return error;
}
