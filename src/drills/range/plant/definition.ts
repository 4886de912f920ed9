import { z } from "zod";

const Name = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,62}$/, "must be a name");

const Step = z.looseObject({
  id: Name,
  type: Name,
  depends_on: z.array(Name).max(100).default([]),
  /** What its payload weighs in a worker's memory, in MiB. */
  payload: z.number().min(0).max(100_000).default(1),
});

export type Step = z.infer<typeof Step>;

/** What a workflow consists of. */
export const Definition = z.object({ name: Name, steps: z.array(Step).min(1).max(100) });

export type Definition = z.infer<typeof Definition>;

/** Steps that wait for each other in a circle, the first one again at the end; empty without one. */
export function circleIn({ steps }: Definition): readonly string[] {
  const needs = new Map(steps.map(({ id, depends_on }) => [id, depends_on]));
  const cleared = new Set<string>();
  for (const { id } of steps) {
    const circle = walk(id, []);
    if (circle.length > 0) return circle;
  }
  return [];

  function walk(id: string, path: readonly string[]): readonly string[] {
    const met = path.indexOf(id);
    if (met >= 0) return [...path.slice(met), id];
    if (cleared.has(id)) return [];
    for (const need of needs.get(id) ?? []) {
      const circle = walk(need, [...path, id]);
      if (circle.length > 0) return circle;
    }
    cleared.add(id);
    return [];
  }
}
