import type { ApiNeeds } from "../../intake/api/needs.ts";
import { shareLately } from "./share-lately.ts";

/** Pictures of a whole day need not be younger. */
const PICTURES_MS = 20_000;

/** Reads what is the same for everybody once for all streams. Who may see it is asked elsewhere. */
export function readTogether(
  desk: ApiNeeds,
  lately: { readonly now: () => number; readonly forMs: number },
): ApiNeeds {
  const once = <Value>(read: () => Promise<Value>): (() => Promise<Value>) => {
    const share = shareLately(read, () => "", lately);
    return () => share(undefined);
  };
  return {
    ...desk,
    get: shareLately(desk.get, (run) => run, lately),
    figures: {
      ...desk.figures,
      lately: shareLately(desk.figures.lately, ({ id }) => id, { ...lately, forMs: PICTURES_MS }),
    },
    health: once(desk.health),
    unpaged: once(desk.unpaged),
    brakes: { ...desk.brakes, switches: once(desk.brakes.switches) },
  };
}
