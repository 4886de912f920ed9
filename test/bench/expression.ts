import { createScope } from "../../src/expr/scope.ts";
import { INT, NUMBER, object } from "../../src/model/shape.ts";
import { HOSTILE, hostileScope, hostileValues } from "../expr/adversarial.ts";

const outputs = object({ backlog: INT, rate_in: NUMBER, rate_out: NUMBER });
const scope = createScope({
  params: object({ limit: INT }),
  steps: object({ depth: object({ outputs }) }),
});
const values = {
  params: { limit: 500 },
  steps: { depth: { outputs: { backlog: 18_420, rate_in: 53, rate_out: 48.5 } } },
};
const source =
  "steps.depth.outputs.backlog > params.limit && steps.depth.outputs.rate_in > steps.depth.outputs.rate_out && params.limit != 0";

const compiled = scope.compile(source);
if (!compiled.ok) throw new Error(compiled.problem.message);
const { expression } = compiled;

report("expression_check_median", median(() => scope.compile(source)) * 1_000, "us");
report("expression_evaluate_median", median(() => expression.evaluate(values)) * 1_000, "us");
report("expression_hostile_worst", Math.max(...HOSTILE.map(slowestOf)), "ms");

/** The middle time of one call in ms, over batches so that the clock is fine enough. */
function median(work: () => unknown): number {
  const BATCH = 100;
  const times = Array.from({ length: 300 }, () => {
    const start = performance.now();
    for (let round = 0; round < BATCH; round += 1) work();
    return (performance.now() - start) / BATCH;
  });
  return times.toSorted((a, b) => a - b)[150] ?? Number.NaN;
}

/** The slowest of three calls in ms; the first runs cold, as it would in a service. */
function slowestOf(hostile: string): number {
  const accepted = hostileScope.compile(hostile);
  if (!accepted.ok) throw new Error(`${hostile}: ${accepted.problem.message}`);
  const times = Array.from({ length: 3 }, () => {
    const start = performance.now();
    accepted.expression.evaluate(hostileValues);
    return performance.now() - start;
  });
  return Math.max(...times);
}

function report(name: string, value: number, unit: string): void {
  console.log(`${name} ${value.toFixed(2)} ${unit}`);
}
