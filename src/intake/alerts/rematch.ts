import type { AlertQueue } from "../../ports/alerts/alert-queue.ts";
import type { Scene } from "./match-alert.ts";

/**
 * Has open alerts matched again that nothing took, once other playbooks are active than when it was
 * last asked. Whoever activated them, every process sees it; a second look at an alert harms nobody.
 */
export function rematchOnChange(
  { lookAgain }: Pick<AlertQueue, "lookAgain">,
  current: () => Promise<Scene["entries"]>,
): () => Promise<void> {
  let before: string | undefined;
  return async () => {
    const entries = await current();
    const active = entries.map(({ pinned: { playbook, hash } }) => `${playbook} ${hash}`).join();
    if (active === before) return;
    await lookAgain();
    before = active;
  };
}
