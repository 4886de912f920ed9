import { sharedLabels, stableLabels } from "./draft/labels.ts";
import { draftParams } from "./draft/params.ts";
import { type DraftWish, playbookText } from "./draft/playbook-text.ts";
import { testText } from "./draft/test-text.ts";

export interface Draft {
  readonly playbook: string;
  readonly test: string;
}

/** A first playbook with its test: it checks clean, and its comments teach what to change. */
export function draft(wish: DraftWish): Draft {
  const { name, owner, alerts } = wish;
  const labels = sharedLabels(alerts);
  const stable = stableLabels(labels);
  const params = draftParams(labels);
  return {
    playbook: playbookText(wish, stable, params),
    test: testText({
      name,
      owner,
      alert: alerts[0],
      labels: [...labels.keys()],
      matched: new Set(stable.keys()),
      params,
    }),
  };
}
