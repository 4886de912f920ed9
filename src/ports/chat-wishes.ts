/** How people want to be told in the chat, by their accounts there. */
export interface ChatWishes {
  readonly of: (account: string) => Promise<ChatWish>;
  readonly keep: (account: string, wish: ChatWish) => Promise<void>;
}

export interface ChatWish {
  /** Whether what they can decide is told to them alone as well. */
  readonly isDirect: boolean;
  /** When they are not told alone what is not critical; null for never. */
  readonly quiet: QuietHours | null;
}

/** Minutes of the day, in the zone of the directory; over midnight where it begins later than it ends. */
export interface QuietHours {
  readonly from: number;
  readonly until: number;
}

/** Of whoever has said nothing. */
export const NO_WISH: ChatWish = { isDirect: true, quiet: null };
