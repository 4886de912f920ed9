/** What has arrived for somebody who asks for it now and then. Has one reader. */
export interface Mailbox<Letter> {
  readonly put: (letter: Letter) => void;
  /** Everything that has arrived since the last time, at least one. */
  readonly take: () => Promise<readonly Letter[]>;
  /** What has arrived since the last time, for whoever comes after the reader. */
  readonly unread: () => readonly Letter[];
}

export function createMailbox<Letter>(): Mailbox<Letter> {
  let letters: readonly Letter[] = [];
  let reader: (() => void) | undefined;

  return {
    put: (letter) => {
      letters = [...letters, letter];
      reader?.();
    },
    take: async () => {
      if (letters.length === 0) await new Promise<void>((resolve) => (reader = resolve));
      const taken = letters;
      letters = [];
      return taken;
    },
    unread: () => letters,
  };
}
