import { z } from "zod";
import { connection, literal } from "../../model/fields.ts";
import type { MetricsSource } from "../../ports/metrics-source.ts";
import { single } from "../single-value.ts";

export interface MetricsNeeds {
  readonly metrics: (connection: string) => MetricsSource;
}

/** What every question to Prometheus says. */
export const queryParams = {
  connection: connection("prometheus").describe("The Prometheus, by its name in connections.yaml."),
  query: literal(4_000).describe(
    'PromQL, with `{slots}` as label values for what varies: `queue_length{queue="{queue}"}`.',
  ),
  slots: z
    .record(z.string(), single)
    .describe("One text, number or boolean for each slot; it never becomes more than one value.")
    .default({}),
};
