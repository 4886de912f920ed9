import { ReportView } from "../intake/api/views/report-view.ts";

/** The same report about "person 1", "person 2" and so on, in the order in which they appear. */
export function withoutNames(report: ReportView): ReportView {
  const names = new Map(
    [...new Set(peopleIn(report))].map((name, index) => [name, `person ${index + 1}`]),
  );
  if (names.size === 0) return report;
  // The longest first, so that a name within a name stays whole.
  const longest = [...names.keys()].toSorted((one, other) => other.length - one.length);
  const anyName = new RegExp(
    `(?<![\\p{L}\\p{N}])(?:${longest.map(literally).join("|")})(?![\\p{L}\\p{N}])`,
    "gu",
  );
  const hidden = (text: string): string =>
    text.replaceAll(anyName, (name) => names.get(name) ?? name);
  return ReportView.parse(replaced(report, hidden));
}

function* peopleIn({ asked, timeline, decisions }: ReportView): Generator<string> {
  yield* [asked.by, ...timeline.map(({ actor }) => actor)].filter(isPerson);
  for (const { votes, decided } of decisions) {
    yield* votes.map(({ by }) => by);
    if (decided?.by) yield decided.by;
  }
}

/** As a pattern that means these characters and no others. */
function literally(name: string): string {
  return Array.from(name, (sign) => `\\u{${sign.codePointAt(0)?.toString(16)}}`).join("");
}

/** Machines are named by what they are, with a colon; only `local:` stands for whoever sat there. */
function isPerson(actor: string): boolean {
  return actor.startsWith("local:") || !(actor.includes(":") || actor === "pitcrew");
}

function replaced(value: unknown, hidden: (text: string) => string): unknown {
  if (typeof value === "string") return hidden(value);
  if (Array.isArray(value)) return value.map((item) => replaced(item, hidden));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, replaced(item, hidden)]),
  );
}
