/** How everything stands that is kept in the database, whoever works on it. Ages in milliseconds. */
export interface Census {
  readonly live: number;
  readonly waiting: number;
  readonly orphaned: number;
  readonly approvalsWaiting: number;
  readonly oldestApprovalMs: number;
  readonly outboxWaiting: number;
  readonly oldestOutboxMs: number;
  readonly messagesWaiting: number;
  readonly alertsOpen: number;
  readonly workers: number;
  /** Of the oldest entry of the record that no checkpoint covers. */
  readonly unsealedMs: number;
  /** Checkpoints that the place outside lacks which has the fewest. */
  readonly anchorBehind: number;
  /** Of the newest runs, the share whose record has all their entries. */
  readonly recordComplete: number;
  /** Since what was past its time was removed; null when it never was. */
  readonly sweptAgoMs: number | null;
}
