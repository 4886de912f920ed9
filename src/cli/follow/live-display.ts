import type { RunView } from "../../intake/api/views/run-view.ts";
import type { Screen, Terminal } from "../terminal.ts";
import type { Display, ReadRun } from "./display.ts";
import { paintWith } from "./paint-with.ts";
import { redraw } from "./redraw.ts";
import { renderRun } from "./render-run.ts";

const SECOND = 1_000;

/** The run as it stands, drawn anew whenever something happens, and each second for the clock. */
export function openLiveDisplay(screen: Screen, { colors }: Terminal, readRun: ReadRun): Display {
  const paint = paintWith(colors);
  let latest: RunView | undefined;
  let drawn = 0;

  function draw(): void {
    if (latest === undefined) return;
    const { text, lines } = redraw(drawn, renderRun(latest, Date.now(), paint), screen.rows());
    screen.write(text);
    drawn = lines;
  }

  const ticking = setInterval(draw, SECOND);
  return {
    event: async () => {
      const reply = await readRun();
      if (reply.is !== "answered") return;
      latest = reply.value;
      draw();
    },
    end: (run) => {
      latest = run;
      draw();
    },
    close: () => clearInterval(ticking),
  };
}
