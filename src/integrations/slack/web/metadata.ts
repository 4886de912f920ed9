/** Slack's name for the metadata by which a message of ours is found again. */
export const METADATA = "pitcrew_message";

export function metadataOf(key: string) {
  return { event_type: METADATA, event_payload: { key } };
}
