export interface CodeEntry {
  readonly title: string;
  readonly meaning: string;
  readonly remedy: string;
}

export type CodeTable = Readonly<Record<`E${number}`, CodeEntry>>;
