import picocolors from "picocolors";

export type Colors = ReturnType<typeof picocolors.createColors>;

/** Where a command's words go, so that its data can be piped while people still read the rest. */
export interface Terminal {
  /** Data, on stdout. */
  readonly print: (text: string) => void;
  /** Progress and remarks, on stderr; left out with --quiet. */
  readonly note: (text: string) => void;
  /** What went wrong and what to do about it, on stderr, always. */
  readonly complain: (message: string, fix: string) => void;
  /** For what is printed. */
  readonly colors: Colors;
  /** A screen whose lines can be drawn again; a file or a pipe is none. */
  readonly screen: Screen | undefined;
}

export interface Screen {
  readonly write: (text: string) => void;
  readonly rows: () => number;
}

export interface TerminalOptions {
  readonly color: boolean;
  readonly quiet?: true;
}

interface Sink {
  readonly write: (text: string) => unknown;
}

export interface Streams {
  readonly stdout: Sink & { readonly isTTY?: boolean; readonly rows?: number };
  readonly stderr: Sink;
  readonly env: Readonly<Record<string, string | undefined>>;
}

export function openTerminal(streams: Streams, { color, quiet }: TerminalOptions): Terminal {
  const tell = (text: string) => void streams.stderr.write(`${text}\n`);
  return {
    print: (text) => void streams.stdout.write(`${text}\n`),
    note: quiet ? () => undefined : tell,
    complain: (message, fix) => tell(`pitcrew: ${message}\n  fix: ${fix}`),
    colors: picocolors.createColors(color && showsColors(streams)),
    screen: screenOf(streams),
  };
}

const USUAL_ROWS = 24;

function screenOf({ stdout, env }: Streams): Screen | undefined {
  if (stdout.isTTY !== true || env["TERM"] === "dumb") return undefined;
  return {
    write: (text) => void stdout.write(text),
    // A terminal that does not know its size says 0.
    rows: () => stdout.rows || USUAL_ROWS,
  };
}

/** Colours are for people at a terminal; a file, a pipe or NO_COLOR gets plain text. */
function showsColors({ stdout, env }: Streams): boolean {
  const refused = env["NO_COLOR"] !== undefined && env["NO_COLOR"] !== "";
  return !refused && env["TERM"] !== "dumb" && stdout.isTTY === true;
}

export function asJson(value: object): string {
  return JSON.stringify(value, undefined, 2);
}
