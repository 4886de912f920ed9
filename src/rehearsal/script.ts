import type { Phase, TaskRef } from "../engine/machine/state.ts";
import type { JsonValue } from "../model/json.ts";
import type { Program } from "../playbook/program.ts";
import { stubForCall } from "./stub.ts";
import { stubKey } from "./stub-place.ts";
import type { Scene } from "./scene.ts";

/** What a test lets calls and people answer, one call after the other. */
export interface Script {
  readonly stubFor: (call: TaskRef & { readonly phase: Phase }) => JsonValue | undefined;
  /** The next answer to a step that is one of these words. */
  readonly answerTo: <Word extends string>(
    step: string,
    words: readonly Word[],
  ) => Word | undefined;
  /** The next answer to a step that takes any text. */
  readonly textFor: (step: string) => string | undefined;
}

/** Remembers how often each call was made; everything else about a rehearsal is plain data. */
export function createScript(scene: Scene, program: Program): Script {
  const stubsTaken = createCounter();
  const answersTaken = createCounter();
  const given = (step: string): readonly string[] =>
    Object.hasOwn(scene.answers, step) ? [scene.answers[step] ?? []].flat() : [];

  return {
    stubFor: ({ step, item, phase }) => {
      const key = stubKey(step, phase);
      const stubs = Object.hasOwn(scene.stub, key) ? scene.stub[key] : undefined;
      if (stubs === undefined) return undefined;
      const isForeach = program.steps.get(step)?.items !== undefined;
      const own = isForeach ? stubForCall(stubs, item) : stubs;
      return own === undefined ? undefined : stubForCall(own, stubsTaken.next(`${key} ${item}`));
    },
    answerTo: (step, words) => {
      const fitting = given(step).flatMap((word) => words.filter((one) => one === word));
      return fitting[Math.min(answersTaken.next(`${step} ${words.join(" ")}`), fitting.length - 1)];
    },
    textFor: (step) => {
      const texts = given(step);
      return texts[Math.min(answersTaken.next(step), texts.length - 1)];
    },
  };
}

function createCounter(): { readonly next: (of: string) => number } {
  const counts = new Map<string, number>();
  return {
    next: (of) => {
      const count = counts.get(of) ?? 0;
      counts.set(of, count + 1);
      return count;
    },
  };
}
