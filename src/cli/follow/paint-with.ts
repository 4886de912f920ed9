import type { Colors } from "../terminal.ts";
import type { Paint } from "./render-run.ts";

export function paintWith({ bold, green, red }: Colors): Paint {
  return { strong: bold, good: green, bad: red };
}
