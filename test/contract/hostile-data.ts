import { expect, test } from "vitest";
import { ID_PATTERN } from "../../src/model/fields.ts";
import { type Door, doorsOf, openFields, replaced, valueAt } from "./doors.ts";
import { DISGUISED_TEXTS, sampleOf } from "./hostile-texts.ts";
import type { Exercised } from "./step-kind.ts";

/** How many of the hostile texts that a field accepts are sent to the counterpart as well. */
const SENT_SHARE = 0.05;

const ATTEMPT = { run: "r-1", step: "act", key: "r-1/act", number: 1 };

/** Whatever an alert carries stays data, in every field of a step in which data may stand. */
export function exerciseHostileData<Params, Output, Needs>(
  exercised: Exercised<Params, Output, Needs>,
): void {
  fillsEveryDoor(exercised);
  for (const door of doorsOf(exercised)) {
    if (door.isOfForm) {
      refusesHostileText(exercised, door);
    } else {
      keepsHostileTextAsData(exercised, door);
      sendsHostileTextAsData(exercised, door);
    }
  }
}

function fillsEveryDoor<Params, Output, Needs>(exercised: Exercised<Params, Output, Needs>): void {
  test(`${exercised.kind.kind}: hostile text is tried in every field in which data may stand`, () => {
    const tried = new Set(doorsOf(exercised).map(({ path: [field] }) => field));

    expect(tried).toEqual(new Set(openFields(exercised)));
  });
}

/** All of them go through whatever is decided without asking the outside. */
function keepsHostileTextAsData<Params, Output, Needs>(
  exercised: Exercised<Params, Output, Needs>,
  door: Door,
): void {
  const { kind } = exercised;
  test(`${kind.kind}: hostile text in ${door.name} is refused or stays as it is`, () => {
    const accepted = acceptedAt(exercised, door);
    expect(accepted.length).toBeGreaterThan(DISGUISED_TEXTS.length / 2);

    for (const [text, params] of accepted) {
      expect(valueAt(params, door.path)).toBe(text);
      expect(kind.describe(params)).toMatch(/^[A-Z]/);
      expect(kind.targets(params).length > 0).toBe(kind.effect !== "read");
    }
  });
}

function sendsHostileTextAsData<Params, Output, Needs>(
  exercised: Exercised<Params, Output, Needs>,
  door: Door,
): void {
  const { kind, startWorld } = exercised;
  test(`${kind.kind}: hostile text in ${door.name} arrives unchanged`, async () => {
    const accepted = acceptedAt(exercised, door);
    const texts = accepted.map(([text]) => text);
    const sample = sampleOf(texts, SENT_SHARE, `${kind.kind} ${door.name}`);

    for (const [text, params] of accepted) {
      if (!sample.includes(text)) continue;
      const world = await startWorld(params, "answers");
      const planned = await kind.plan(params, world.needs, live());
      expect([planned.ok, world.done()]).toEqual([true, []]);
      await kind.run(params, world.needs, ATTEMPT, live());
      expect(world.received()).toEqual([params]);
    }
  });
}

/** Names, ids and the like have a form that leaves nothing to escape; nothing else gets in. */
function refusesHostileText<Params, Output, Needs>(
  exercised: Exercised<Params, Output, Needs>,
  door: Door,
): void {
  const { kind } = exercised;
  test(`${kind.kind}: hostile text in ${door.name} is refused`, () => {
    const accepted = acceptedAt(exercised, door).map(([text]) => text);

    expect(accepted.filter((text) => !ID_PATTERN.test(text))).toEqual([]);
    expect(accepted.length).toBeLessThan(DISGUISED_TEXTS.length / 4);
  });
}

/** What the kind takes in this place, with the text that makes it hostile. */
function acceptedAt<Params, Output, Needs>(
  { kind }: Exercised<Params, Output, Needs>,
  { within, path }: Door,
): readonly (readonly [text: string, params: Params])[] {
  return DISGUISED_TEXTS.flatMap((text) => {
    const parsed = kind.params.safeParse(replaced(within, path, text));
    return parsed.success ? [[text, parsed.data] as const] : [];
  });
}

function live(): AbortSignal {
  return new AbortController().signal;
}
