/**
 * One step of the schema's way. Each runs once, in a transaction of its own.
 *
 * Two versions of Pitcrew may share a database during an upgrade. So a migration only adds
 * (expand); what the version before still reads or writes is removed one version later
 * (contract). `stillUsed` says what that is.
 */
export interface Migration {
  readonly name: string;
  /** What code of the version before needs after this migration, and so must stay. */
  readonly stillUsed: string;
  readonly sql: string;
}
