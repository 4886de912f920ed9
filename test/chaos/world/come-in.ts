import type { Wish } from "./wish.ts";
import type { World } from "./world.ts";

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
