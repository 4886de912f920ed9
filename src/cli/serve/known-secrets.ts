import { type Redaction, redactionOf } from "../../model/redaction.ts";

/** The secrets that this process has read, and how they are taken out of what it stores and says. */
export interface Secrets {
  /** From now on it is hidden, also when another has taken its place: what it opened may still know it. */
  readonly learn: (secret: string) => void;
  /** For what is stored, answered and handed on. */
  readonly redaction: Redaction;
  /** For what only people read. */
  readonly spoken: Redaction;
}

export function openSecrets(): Secrets {
  const known = new Set<string>();
  let redaction = redactionOf([]);
  let spoken = redaction;
  return {
    learn: (secret) => {
      if (secret === "" || known.has(secret)) return;
      known.add(secret);
      redaction = redactionOf([...known]);
      spoken = redactionOf([...known], "hide_words");
    },
    // Whoever has got one of them hides what is learnt later as well.
    redaction: { text: (text) => redaction.text(text), value: (value) => redaction.value(value) },
    spoken: { text: (text) => spoken.text(text), value: (value) => spoken.value(value) },
  };
}

/** One for the process, as its environment is. Whoever reads a secret teaches it. */
export const knownSecrets: Secrets = openSecrets();
