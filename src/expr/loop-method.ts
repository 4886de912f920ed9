const LOOPS = ["all", "exists", "exists_one", "filter", "map"] as const;

export type LoopMethod = (typeof LOOPS)[number];

export function isLoop(method: string): method is LoopMethod {
  return LOOPS.some((loop) => loop === method);
}
