import { type Mode, MODES } from "../../playbook/format/safety.ts";

/** The next rung; above the highest there is none. */
export function above(rung: Mode): Mode {
  return MODES[MODES.indexOf(rung) + 1] ?? "auto";
}

/** The rung before; below the lowest there is none. */
export function below(rung: Mode): Mode {
  return MODES[MODES.indexOf(rung) - 1] ?? "observe";
}

/** Of several that may not be gone beyond. */
export function lowest(...rungs: readonly Mode[]): Mode {
  return MODES.find((mode) => rungs.includes(mode)) ?? "observe";
}
