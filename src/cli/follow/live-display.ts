import type { RunView } from "../../intake/api/views/run-view.ts";
import type { Screen, Terminal } from "../terminal.ts";
import type { Display, ReadRun } from "./display.ts";
import type { Keyboard } from "./keyboard.ts";
import { paintWith } from "./paint-with.ts";
import { type Decisions, openPrompt } from "./prompt.ts";
import { redraw } from "./redraw.ts";
import { renderRun } from "./render-run.ts";

const SECOND = 1_000;

/** With a keyboard, whoever follows the run decides there what it asks. */
export interface Hands {
  readonly keyboard: Keyboard;
  readonly decisions: Decisions;
}

/** The run as it stands, drawn anew whenever something happens, and each second for the clock. */
export function openLiveDisplay(
  screen: Screen,
  { colors }: Terminal,
  readRun: ReadRun,
  hands: Hands | undefined,
): Display {
  const prompt = hands && openPrompt(hands.keyboard, hands.decisions, draw);
  const paint = paintWith(colors);
  let latest: RunView | undefined;
  let drawn = 0;

  function draw(): void {
    if (latest === undefined) return;
    const shown = [...renderRun(latest, Date.now(), paint), ...(prompt?.lines() ?? [])];
    const { text, lines } = redraw(drawn, shown, screen.rows());
    screen.write(text);
    drawn = lines;
  }

  const ticking = setInterval(draw, SECOND);
  return {
    event: async () => {
      const reply = await readRun();
      if (reply.is !== "answered") return;
      latest = reply.value;
      await prompt?.attend(latest);
      draw();
    },
    end: (run) => {
      latest = run;
      draw();
    },
    close: () => {
      clearInterval(ticking);
      prompt?.close();
    },
  };
}
