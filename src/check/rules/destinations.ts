import { destinationsOf, knowsDestination } from "../../config/directory.ts";
import { didYouMean } from "../../model/did-you-mean.ts";
import type { Path, Problem } from "../../model/problem.ts";
import type { Subject } from "../subject.ts";
import { markedFields } from "./marked-fields.ts";
import { error } from "./rule.ts";

/** A page that goes nowhere is worse than none: somebody relied on it. */
export function* destinations(subject: Subject): Generator<Problem> {
  const { directory } = subject.world;
  if (directory === undefined) return;
  for (const { text, meta, at } of markedFields(subject)) {
    if (meta.destination === true && !knowsDestination(directory, text)) {
      const meant = didYouMean(text, destinationsOf(directory));
      yield unknown(text, meant, "name a team, slack/<channel> or pagerduty/<service>", at);
    }
    if (meta.service === true && !knowsDestination(directory, `pagerduty/${text}`)) {
      const meant = didYouMean(text, Object.keys(directory.services));
      yield unknown(text, meant, "name a service of directory.yaml", at);
    }
  }
}

function unknown(text: string, meant: string | undefined, advice: string, at: Path): Problem {
  return error({
    code: "E126",
    at,
    message: `directory.yaml knows no "${text}" to tell`,
    fix: meant === undefined ? advice : `did you mean "${meant}"?`,
  });
}
