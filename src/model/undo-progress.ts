/** What has become of a person's wish to take the changes of an ended run back. */
export const UNDO_PROGRESS = ["undoing", "undone", "undo_failed"] as const;

export type UndoProgress = (typeof UNDO_PROGRESS)[number];
