import type { LineChart } from "../chart/line-chart.ts";

/** A piece of a report, whatever it will be written as. Texts may hold anything that others wrote. */
export type Block =
  | { readonly is: "title" | "heading" | "text"; readonly text: string }
  | { readonly is: "list"; readonly items: readonly string[] }
  | {
      readonly is: "table";
      readonly head: readonly string[];
      readonly rows: readonly (readonly string[])[];
    }
  | { readonly is: "chart"; readonly chart: LineChart }
  | { readonly is: "code"; readonly text: string };
