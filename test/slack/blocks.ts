import type { HomeView, KnownBlock, ModalView } from "@slack/types";

/** Everything of ours that Slack lays out; its JSON Schema is made from this type. */
export interface Laid {
  readonly blocks?: KnownBlock[];
  readonly modal?: ModalView;
  readonly home?: HomeView;
}
