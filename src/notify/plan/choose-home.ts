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
  return begunBeside < MOST_OF_THEIR_OWN ? ownHome(run) : sharedHome(channel, beganAt);
}

/** The message of a run that has one of its own. */
export function ownHome(run: string): string {
  return `run/${run}`;
}

function sharedHome(channel: string, beganAt: number): string {
  return `${SHARED}${channel}/${Math.floor(beganAt / TOGETHER_MS)}`;
}

const SHARED = "runs/";

export function isShared(home: string): boolean {
  return home.startsWith(SHARED);
}
