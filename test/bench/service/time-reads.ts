import type { z } from "zod";
import { EventsView } from "../../../src/intake/api/views/event-view.ts";
import { RunsView, RunView } from "../../../src/intake/api/views/run-view.ts";
import { quantile } from "./figures.ts";
import type { Service } from "./open-service.ts";

const ASKED = 300;
const GOAL_MS = 100;

/** Times every way of reading runs that people have, one request after the other. */
export async function timeReads(full: Service): Promise<void> {
  console.log(`reads, N=${ASKED} each, p50 and p99 and the longest in ms`);
  for (const query of [
    "",
    "limit=200",
    "playbook=queue-backlog",
    "playbook=nobody",
    "outcome=escalated",
    "outcome=denied",
    "playbook=queue-backlog&outcome=nothing_to_do",
    "ended=true",
    "ended=false",
    "playbook=queue-backlog&ended=false",
  ]) {
    await measure(`list ${query}`, () => list(full, query));
  }
  const seen: string[] = [];
  await measure("list limit=200, page after page", async () => {
    const page = await list(full, `limit=200${seen.length > 0 ? `&before=${seen.at(-1)}` : ""}`);
    seen.push(...page.map(({ id }) => id));
  });
  const any = (turn: number): string => seen[(turn * 7_919) % seen.length] ?? "";
  await measure("show any", (turn) => get(full, `/v1/runs/${any(turn)}`, RunView));
  await measure("events of any", (turn) => get(full, `/v1/runs/${any(turn)}/events`, EventsView));
}

async function measure(what: string, work: (turn: number) => Promise<unknown>): Promise<void> {
  const times: number[] = [];
  for (let turn = 0; turn < ASKED; turn++) {
    const began = performance.now();
    await work(turn);
    times.push(performance.now() - began);
  }
  const figures = [0.5, 0.99, 1].map((share) => quantile(times, share).toFixed(1).padStart(7));
  const verdict = quantile(times, 0.99) < GOAL_MS ? "" : `  over ${GOAL_MS}`;
  console.log(`${what.padEnd(50)} ${figures.join(" ")}${verdict}`);
}

export async function list(
  from: Service,
  query: string,
): Promise<z.infer<typeof RunsView>["runs"]> {
  return (await get(from, `/v1/runs?${query}`, RunsView)).runs;
}

function get<Value>({ ask }: Service, path: string, schema: z.ZodType<Value>): Promise<Value> {
  return ask({ method: "GET", path }, schema);
}
