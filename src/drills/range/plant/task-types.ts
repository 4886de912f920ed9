/** What all tasks of a type have in common, in ms of the story. */
export interface TaskType {
  readonly type: string;
  /** How long such a task is allowed to take. */
  readonly timeout: number;
  /** How long it takes when all is well. */
  readonly takes: number;
  /** The service that does its work. */
  readonly service: string;
}

export const TASK_TYPES: readonly TaskType[] = [
  { type: "http", timeout: 30_000, takes: 2_000, service: "agent-mesh" },
  { type: "agent", timeout: 120_000, takes: 8_000, service: "agent-brain" },
  { type: "llm_inference", timeout: 60_000, takes: 20_000, service: "agent-brain" },
  { type: "database", timeout: 30_000, takes: 1_000, service: "postgres" },
];
