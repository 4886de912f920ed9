import { fitsAny } from "./fits-labels.ts";
import { listPatterns } from "./list-patterns.ts";
import type { Matchable } from "./select-playbook.ts";

/** Playbooks, as far as the name of an alert tells them apart. */
export interface Shortlist<P extends Matchable> {
  readonly listed: readonly P[];
  /** Those that are for alerts of other names, or for none. */
  readonly others: readonly P[];
}

/** Alerts that come together mostly share their name, so it is held against each playbook once. */
export function shortlisting<P extends Matchable>(
  playbooks: readonly P[],
): (alertname: string) => Shortlist<P> {
  const known = new Map<string, Shortlist<P>>();
  return (alertname) => {
    const list = known.get(alertname) ?? shortlistFor(playbooks, alertname);
    known.set(alertname, list);
    return list;
  };
}

function shortlistFor<P extends Matchable>(
  playbooks: readonly P[],
  alertname: string,
): Shortlist<P> {
  const { listed = [], others = [] } = Object.groupBy(playbooks, ({ match }) =>
    match !== undefined && fitsAny(listPatterns(match.alert), alertname) ? "listed" : "others",
  );
  return { listed, others };
}
