/**
 * Finds a shortest text, not an empty one, that fits some pattern of each list in `wanted` and no
 * pattern of `unwanted`.
 *
 * Walks through all texts at once, letter by letter, keeping for each pattern only the places in
 * it where the walk may stand. Letters that no pattern asks for next are all alike, so one stands
 * for them, and a combination of places that was met before leads nowhere new. That makes the
 * answer exact. Only long lists of patterns made to hurt have more combinations than we follow;
 * then nobody has proved that such a text exists, and none is given.
 */
export function findCommonText(
  wanted: readonly (readonly string[])[],
  unwanted: readonly string[],
): string | undefined {
  const stranger = strangerTo([...wanted.flat(), ...unwanted].join(""));
  const met = new Set<string>();
  let moves = 0;
  let walks: readonly Walk[] = [
    { text: "", wanted: wanted.map((list) => list.map(enter)), unwanted: unwanted.map(enter) },
  ];
  while (walks.length > 0) {
    const longer: Walk[] = [];
    for (const walk of walks) {
      const stands = [...walk.wanted.flat(), ...walk.unwanted];
      for (const letter of [stranger, ...lettersNext(stands)]) {
        moves += stands.length;
        if (moves > MOST_MOVES) return undefined;
        const next = goOn(walk, letter);
        const key = keyOf(next);
        if (met.has(key) || next.wanted.some((list) => list.length === 0)) continue;
        met.add(key);
        if (isFound(next)) return next.text;
        longer.push(next);
      }
    }
    walks = longer;
  }
  return undefined;
}

/** Two patterns of the greatest length need less than a third of it. */
const MOST_MOVES = 500_000;

interface Walk {
  readonly text: string;
  /** Patterns that can still fit, by list. */
  readonly wanted: readonly (readonly Stand[])[];
  readonly unwanted: readonly Stand[];
}

/** Where the walk may stand in one pattern. */
interface Stand {
  /** Tells the patterns of one list apart. */
  readonly nth: number;
  readonly pattern: readonly string[];
  /** Each before the letter or star that comes next. */
  readonly places: readonly number[];
}

/** A letter that stands in none of the patterns. */
function strangerTo(letters: string): string {
  const known = new Set(letters);
  for (let code = 0x78; ; code++) {
    const letter = String.fromCodePoint(code);
    if (!known.has(letter)) return letter;
  }
}

function enter(text: string, nth: number): Stand {
  const pattern = Array.from(text);
  return { nth, pattern, places: settle(pattern, [0]) };
}

function lettersNext(stands: readonly Stand[]): ReadonlySet<string> {
  const letters = new Set<string>();
  for (const { pattern, places } of stands) {
    for (const place of places) {
      const next = pattern[place];
      if (next !== undefined && next !== "*") letters.add(next);
    }
  }
  return letters;
}

function goOn({ text, wanted, unwanted }: Walk, letter: string): Walk {
  return {
    text: text + letter,
    wanted: wanted.map((list) => move(list, letter)),
    unwanted: move(unwanted, letter),
  };
}

/** Patterns that can no longer fit are left behind. */
function move(stands: readonly Stand[], letter: string): readonly Stand[] {
  return stands.flatMap(({ nth, pattern, places }) => {
    const moved = places.flatMap((place) => {
      if (pattern[place] === "*") return [place];
      return pattern[place] === letter ? [place + 1] : [];
    });
    return moved.length === 0 ? [] : [{ nth, pattern, places: settle(pattern, moved) }];
  });
}

/** Steps over stars, and forgets what lies before the last one: from there on, all is possible again. */
function settle(pattern: readonly string[], places: readonly number[]): readonly number[] {
  const settled = new Set<number>();
  let lastStar = 0;
  for (const place of places) {
    settled.add(place);
    for (let at = place; pattern[at] === "*"; at++) {
      settled.add(at + 1);
      lastStar = Math.max(lastStar, at);
    }
  }
  return [...settled].filter((place) => place >= lastStar).toSorted((a, b) => a - b);
}

/** The same for two walks from which the same letters lead on to the same ends. */
function keyOf({ wanted, unwanted }: Walk): string {
  const lists = [...wanted, unwanted].map((list) =>
    list.map(({ nth, places }) => `${nth}:${places.join()}`).join(" "),
  );
  return lists.join("/");
}

function isFound({ wanted, unwanted }: Walk): boolean {
  const isAtEnd = ({ pattern, places }: Stand) => places.includes(pattern.length);
  return wanted.every((list) => list.some(isAtEnd)) && !unwanted.some(isAtEnd);
}
