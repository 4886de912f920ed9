import type { Author } from "./playbook-store.ts";

/** `freeze`: nothing changes anything. `pause`: nothing starts by itself. `drain`: nothing starts. */
export const SWITCH_KINDS = ["freeze", "pause", "drain"] as const;

export type SwitchKind = (typeof SWITCH_KINDS)[number];

/** What happens to runs that are under way when all is frozen. */
export const IN_FLIGHT = ["hold", "stop", "undo"] as const;

export type InFlight = (typeof IN_FLIGHT)[number];

/** `all`, `team:<name>` or `playbook:<name>`. */
export type Scope = "all" | `team:${string}` | `playbook:${string}`;

export interface Switch {
  readonly kind: SwitchKind;
  readonly scope: Scope;
  readonly by: string;
  readonly reason: string;
  readonly since: number;
  /** When it ends by itself; null when somebody has to end it. */
  readonly until: number | null;
  readonly inFlight: InFlight;
}

export interface NewSwitch extends Pick<Switch, "kind" | "scope" | "reason" | "inFlight"> {
  readonly forMs: number | null;
}

/** A target that a person keeps for themselves. */
export interface HeldTarget {
  readonly target: string;
  readonly by: string;
  readonly reason: string;
  readonly since: number;
  readonly until: number;
}

export type Holding =
  | { readonly is: "held"; readonly held: HeldTarget }
  | { readonly is: "taken"; readonly by: { readonly is: "run" | "person"; readonly id: string } };

/**
 * What people have switched on, and what they hold. All of it survives a restart, and each turn is
 * in the record under `switch:<scope>` or `target:<target>`.
 */
export interface Switches {
  /** Those that are on. */
  readonly on: () => Promise<readonly Switch[]>;
  /** From this commit on. One of the same kind and scope that is on already is replaced. */
  readonly turnOn: (wanted: NewSwitch, author: Author) => Promise<Switch>;
  /** Whether there was one. */
  readonly turnOff: (kind: SwitchKind, scope: Scope, author: Author) => Promise<boolean>;
  readonly holds: () => Promise<readonly HeldTarget[]>;
  /** The same person may hold it again, for another time. */
  readonly hold: (
    target: string,
    wanted: { readonly reason: string; readonly forMs: number },
    author: Author,
  ) => Promise<Holding>;
  /** Whether a person held it. */
  readonly release: (target: string, author: Author) => Promise<boolean>;
}
