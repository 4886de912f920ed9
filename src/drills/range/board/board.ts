/** What the system keeps in its Redis: the queue of tasks, locks, heartbeats and cached definitions. */
export interface Board {
  readonly push: (task: string) => Promise<void>;
  readonly take: () => Promise<string | null>;
  readonly depth: () => Promise<number>;
  /** Whether the lock is the owner's now. */
  readonly lock: (workflow: string, owner: string) => Promise<boolean>;
  readonly unlock: (workflow: string, owner: string) => Promise<void>;
  readonly beat: (owner: string, forMs: number) => Promise<void>;
  readonly isAlive: (owner: string) => Promise<boolean>;
  readonly cached: (definition: string) => Promise<string | null>;
  readonly cache: (definition: string, text: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

export const QUEUE = "workflow:tasks:pending";
export const lockOf = (workflow: string): string => `workflow:lock:${workflow}`;
export const heartbeatOf = (owner: string): string => `workflow:worker:${owner}:alive`;
export const definitionOf = (name: string): string => `workflow:definitions:${name}`;
