import type { Wish } from "./wish.ts";
import type { World } from "./world.ts";

/** With fewer runs, what comes of one of them decides whether anything was proved. */
const ENOUGH_RUNS = 30;

/** One wish after the other until it is over, and enough of them however soon that is. */
export function wishesUntil(isOver: () => boolean, wish: () => Wish): () => Wish | undefined {
  let wanted = 0;
  return () => {
    if (isOver() && wanted >= ENOUGH_RUNS) return undefined;
    wanted++;
    return wish();
  };
}

/** Runs are wanted for as long as there is a next one, so many at once. */
export async function comeIn(
  { begin, untilAtRest }: Pick<World, "begin" | "untilAtRest">,
  atOnce: number,
  next: () => Wish | undefined,
): Promise<void> {
  async function oneAfterTheOther(): Promise<void> {
    for (let wish = next(); wish !== undefined; wish = next()) {
      await begin(wish);
      await untilAtRest([wish]);
    }
  }
  await Promise.all(Array.from({ length: atOnce }, oneAfterTheOther));
}
