import { answer } from "../../intake/api/refusal.ts";
import { addressOf } from "../frame/asked-for.ts";
import { shareLately } from "./share-lately.ts";
import type { Look } from "./shown.ts";

/** A page that is the same in each window of a person is looked at once for all of them. */
export function lookTogether(
  look: Look,
  lately: { readonly now: () => number; readonly forMs: number },
): Look {
  const together = shareLately(
    async (given: Parameters<Look>) => {
      const shown = await look(...given);
      if (!shown.ok) return shown;
      const { draw } = shown.value;
      let drawn: ReturnType<typeof draw> | undefined;
      return answer({ ...shown.value, draw: () => (drawn ??= draw()) });
    },
    ([{ req }, { actor }]) => {
      const { seen: _seen, said: _said, ...asked } = req.query();
      return `${actor.id} ${addressOf(req.path, asked)}`;
    },
    lately,
  );
  return (...given) => together(given);
}
