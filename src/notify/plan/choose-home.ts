/** From so many runs on that began within so long, they share a message. */
const MOST_OF_THEIR_OWN = 10;
export const TOGETHER_MS = 300_000;

/** Where a run is shown that nobody was told of yet. */
export function chooseHome(
  run: string,
  channel: string,
  beganAt: number,
  begunBeside: number,
): string {
  if (begunBeside < MOST_OF_THEIR_OWN) return `run/${run}`;
  return sharedHome(channel, beganAt);
}

function sharedHome(channel: string, beganAt: number): string {
  return `${SHARED}${channel}/${Math.floor(beganAt / TOGETHER_MS)}`;
}

const SHARED = "runs/";

export function isShared(home: string): boolean {
  return home.startsWith(SHARED);
}
