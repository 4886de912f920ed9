/** What somebody at the keyboard is being asked about an approval. */
export type Asking =
  | { readonly is: "nothing" }
  /** The whole plan is on the screen. */
  | { readonly is: "plan" }
  /** The same, and one more key says yes to it. */
  | { readonly is: "confirm" }
  | { readonly is: "reason"; readonly text: string };

export type Deed = { readonly is: "approve" } | { readonly is: "deny"; readonly reason: string };

interface Pressed {
  readonly asking: Asking;
  /** What is to be done about the approval now. */
  readonly deed?: Deed;
}

const NOTHING: Pressed = { asking: { is: "nothing" } };
const ENTER = /[\r\n]/;
const ESCAPE = "\u001B";
const BACKSPACE = /[\b\u007F]/;

/** One key never decides alone: a yes is said to a plan that is shown, a no has a reason. */
export function pressKey(asking: Asking, key: string): Pressed {
  switch (asking.is) {
    case "nothing":
    case "plan":
      return choose(asking, key);
    case "confirm":
      return key === "y" ? { ...NOTHING, deed: { is: "approve" } } : NOTHING;
    case "reason":
      return write(asking.text, key);
  }
}

function choose(asking: Asking, key: string): Pressed {
  switch (key) {
    case "a":
      return { asking: { is: "confirm" } };
    case "d":
      return { asking: { is: "reason", text: "" } };
    case "p":
      return asking.is === "plan" ? NOTHING : { asking: { is: "plan" } };
    default:
      return { asking };
  }
}

function write(text: string, key: string): Pressed {
  if (ENTER.test(key)) {
    const reason = text.trim();
    return reason === "" ? NOTHING : { ...NOTHING, deed: { is: "deny", reason } };
  }
  if (key.startsWith(ESCAPE)) return NOTHING;
  const written = BACKSPACE.test(key) ? Array.from(text).slice(0, -1).join("") : `${text}${key}`;
  return { asking: { is: "reason", text: written } };
}
