import { destinationsOf, knowsDestination } from "../../config/directory.ts";
import { didYouMean } from "../../model/did-you-mean.ts";
import type { Problem } from "../../model/problem.ts";
import type { Subject } from "../subject.ts";
import { markedFields } from "./marked-fields.ts";
import { error } from "./rule.ts";

/** A page that goes nowhere is worse than none: somebody relied on it. */
export function* destinations(subject: Subject): Generator<Problem> {
  const { directory } = subject.world;
  if (directory === undefined) return;
  for (const { text, meta, at } of markedFields(subject)) {
    if (meta.destination !== true || knowsDestination(directory, text)) continue;
    const meant = didYouMean(text, destinationsOf(directory));
    yield error({
      code: "E126",
      at,
      message: `directory.yaml knows no "${text}" to tell`,
      fix:
        meant === undefined
          ? "name a team, slack/<channel> or pagerduty/<service>"
          : `did you mean "${meant}"?`,
    });
  }
}
