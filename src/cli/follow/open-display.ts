import { asJson, type Terminal } from "../terminal.ts";
import type { Display, DisplayOptions, ReadRun } from "./display.ts";
import { type Hands, openLiveDisplay } from "./live-display.ts";
import { openLog } from "./log-display.ts";
import { paintWith } from "./paint-with.ts";
import { renderRun } from "./render-run.ts";

/** Redrawn for people at a terminal; line by line, or as JSON, for everybody else. */
export function openDisplay(
  options: DisplayOptions,
  terminal: Terminal,
  readRun: ReadRun,
  hands: Hands | undefined,
): Display {
  const { screen } = terminal;
  if (options.json) return oneObject(terminal);
  if (options.log || options.jsonl) return openLog(options, terminal);
  return screen === undefined
    ? plainLines(terminal)
    : openLiveDisplay(screen, terminal, readRun, hands);
}

function oneObject({ print }: Terminal): Display {
  return {
    event: async () => undefined,
    end: (run) => print(asJson(run)),
    close: () => undefined,
  };
}

function plainLines(terminal: Terminal): Display {
  const { print, colors } = terminal;
  return {
    ...openLog({}, terminal),
    end: (run) => {
      for (const line of renderRun(run, Date.now(), paintWith(colors))) print(line);
    },
  };
}
