/**
 * A message to people, before any one chat lays it out. Every text is plain: whatever looks like
 * markup, a link or a mention in it is shown as it stands.
 */
export interface Notice {
  /** The whole message in one sentence, for those who hear it or see only a preview. */
  readonly sentence: string;
  readonly parts: readonly NoticePart[];
}

export type NoticePart =
  /** The state, in words and always first, and what it is the state of. */
  | {
      readonly is: "headline";
      readonly state: string;
      readonly about: string;
      readonly aside: string | null;
    }
  | { readonly is: "text"; readonly text: string }
  /** A line of a card, named by its first word. */
  | { readonly is: "row"; readonly label: string; readonly text: string }
  /** One below the other, each with the page of ours that has more of it. */
  | {
      readonly is: "lines";
      readonly lines: readonly { readonly text: string; readonly url: string | null }[];
    }
  /** The first column says what a row is about. */
  | {
      readonly is: "table";
      readonly columns: readonly string[];
      readonly rows: readonly (readonly string[])[];
    }
  /** Calls people by the names that the chat knows them by; only a new message reaches them. */
  | { readonly is: "call"; readonly people: readonly string[]; readonly text: string }
  /** What stands beside the message for whoever wants to know. */
  | { readonly is: "small"; readonly text: string }
  | { readonly is: "buttons"; readonly buttons: readonly Button[] };

export interface Button {
  /** Names what it does. */
  readonly label: string;
  /** The same with what it is done to, for those who hear it. */
  readonly spoken: string;
  readonly tone: "plain" | "main" | "danger";
  readonly does: { readonly is: "open"; readonly url: string } | Click;
}

/** What a person asks for with a button. Everything else is looked up when it is pressed. */
export type Click = Readonly<{ is: "click" }> & (RunClick | PlaybookClick | OwnClick);

/** About a run. */
export type RunClick = Readonly<{ run: string }> &
  (
    | { readonly act: "status" | "plan" | "stop" | "undo" | "start" | "retry" | "page" }
    | { readonly act: "approve" | "deny"; readonly step: string; readonly digest: string }
    | {
        readonly act: "answer";
        readonly step: string;
        readonly item: number;
        readonly answer: string | null;
      }
    | {
        readonly act: "settle";
        readonly step: string;
        readonly item: number;
        readonly verdict: "happened" | "not_happened";
      }
  );

export interface PlaybookClick {
  readonly act: "run" | "pause" | "resume";
  readonly playbook: string;
}

/** About how whoever presses it is told. */
export type OwnClick =
  | { readonly act: "direct"; readonly on: boolean }
  | { readonly act: "quiet_hours" | "greet" };
