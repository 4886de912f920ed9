import fc from "fast-check";

/** Expressions of a small grammar over the incident's names; some compile, some do not. */
export const anyExpression: fc.Arbitrary<string> = fc.letrec<{ source: string }>((tie) => {
  const part = tie("source");
  return {
    source: fc.oneof(
      { maxDepth: 4, depthSize: "small" },
      fc.constantFrom(
        "1",
        "0",
        "2.5",
        "true",
        "'a'",
        "'done'",
        "null",
        "[]",
        "[1, 2]",
        "{'k': 'v'}",
        "params.max_pods",
        "params.queue",
        "params.note",
        "params.drain_in",
        "params.waits",
        "params.zones",
        "params.labels",
        "params.labels.team",
        "params.zones[0]",
        "steps.depth.outputs.backlog",
        "steps.depth.outputs.rate_in",
        "steps.depth.outputs.?owner.orValue('x')",
        "steps.depth.error.message",
        "steps.locks.outputs.held",
        "steps.look.outputs.body",
        "steps.look.outputs.body.items",
        "has(steps.look.outputs.body.a.b)",
        "ran('depth')",
        "x",
        "y",
      ),
      fc
        .tuple(
          part,
          fc.constantFrom("+", "-", "*", "/", "%", "<", ">=", "==", "!=", "in", "&&", "||"),
          part,
        )
        .map(([left, op, right]) => `(${left} ${op} ${right})`),
      fc.tuple(part, part, part).map(([condition, yes, no]) => `(${condition} ? ${yes} : ${no})`),
      fc
        .tuple(
          part,
          fc.constantFrom("all", "exists", "exists_one", "filter", "map"),
          fc.constantFrom("x", "y"),
          part,
        )
        .map(([list, method, variable, body]) => `${list}.${method}(${variable}, ${body})`),
      fc
        .tuple(
          fc.constantFrom(
            "ceil",
            "floor",
            "round",
            "seconds",
            "int",
            "double",
            "string",
            "duration",
            "size",
            "lower",
            "!",
            "-",
          ),
          part,
        )
        .map(([name, argument]) => `${name}(${argument})`),
      fc
        .tuple(fc.constantFrom("min", "max", "percent", "glob"), part, part)
        .map(([name, a, b]) => `${name}(${a}, ${b})`),
      fc
        .tuple(part, fc.constantFrom("contains", "startsWith", "endsWith", "join"), part)
        .map(([receiver, name, argument]) => `${receiver}.${name}(${argument})`),
      fc.tuple(part, part).map(([from, index]) => `${from}[${index}]`),
      part.map((from) => `${from}.field`),
    ),
  };
}).source;
