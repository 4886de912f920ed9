/** Who has a target or a lock for itself. */
export interface Holder {
  readonly is: "run" | "person";
  readonly id: string;
  readonly since: number;
  readonly reason: string;
}
