/** Constant messages, and what varies beside them. */
export type Log = (message: string, facts: Readonly<Record<string, unknown>>) => void;
