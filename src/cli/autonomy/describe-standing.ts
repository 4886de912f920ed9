import type { AutonomyView } from "../../intake/api/views/autonomy-view.ts";

/** How freely a version may act in one environment, and why, in a few lines. */
export function describeStanding(view: AutonomyView): readonly string[] {
  const { environment, effective, asked, allowed, earned, because, since, lapses, next } = view;
  return [
    `  in ${environment}  ${effective}: asks for ${asked}, policy allows ${allowed}, earned ${earned}`,
    `    ${because}, ${since}`,
    ...(lapses === null ? [] : [`    acts alone until ${lapses}, unless it passes another drill`]),
    ...(next === null ? [] : [`    one rung more takes ${next}`]),
  ];
}
