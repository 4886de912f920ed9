import { describe, expect, test } from "vitest";
import { commandRead } from "../../../src/steps/command/read.ts";
import { exerciseStepKind } from "../../contract/step-kind.ts";
import { useRecorders } from "./world.ts";

const startRecorder = useRecorders();

describe("command.read", () => {
  exerciseStepKind(commandRead, {
    filled: {
      connection: "tools",
      program: "queue-depth",
      arguments: ["{queue}"],
      slots: { queue: "orders" },
      input: "a line",
      output: "json",
    },
    startWorld: async (given, mood) => {
      const { commands, received } = startRecorder("read", mood);
      return {
        needs: { commands: () => commands },
        received: () =>
          received.map((seen) => ({
            ...given,
            slots: { queue: seen.arguments[0] },
            input: seen.input,
          })),
        done: () => [],
      };
    },
  });

  test.each(["once", "idempotent"] as const)(
    "does not start a program that is %s",
    async (effect) => {
      const { commands, received } = startRecorder(effect, "answers");
      const params = commandRead.params.parse(commandRead.example);

      const result = await commandRead.run(
        params,
        { commands: () => commands },
        { run: "r-1", step: "look", key: "r-1/look", number: 1 },
        new AbortController().signal,
      );

      expect(result).toMatchObject({ ok: false, failure: { code: "E610", retry: "never" } });
      expect(received).toEqual([]);
    },
  );
});
