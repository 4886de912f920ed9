import type { InputBlock, ModalView } from "@slack/types";
import type { PlaybookView } from "../../../intake/api/views/playbook-view.ts";
import type { Notice } from "../../../model/notice.ts";
import { LIMITS } from "../message/limits.ts";
import { plain } from "../message/plain.ts";
import { renderNotice } from "../message/render.ts";

/** What a dialog is about, carried along until it is sent off. */
export interface Carried {
  /** Where the answer goes; a dialog has no such address of its own. */
  readonly respond: string | null;
}

/** A field for each param of a playbook, with what is known filled in. */
export function startModal(
  playbook: PlaybookView,
  given: Readonly<Record<string, string>>,
  carried: Carried,
): ModalView {
  return {
    ...modal("start", "Start a run", "Start", { ...carried, playbook: playbook.name }),
    blocks: [
      ...renderNotice({
        sentence: playbook.summary,
        parts: [
          { is: "headline", state: playbook.name, about: playbook.version, aside: null },
          { is: "text", text: playbook.summary },
        ],
      }).blocks,
      ...playbook.params.map(({ name, type, hasDefault, describe }): InputBlock => {
        const isGiven = Object.hasOwn(given, name);
        return {
          type: "input",
          block_id: name,
          optional: hasDefault,
          label: text(`${name} (${type})`, LIMITS.inputLabel),
          ...(describe !== null && { hint: text(describe, LIMITS.inputHint) }),
          element:
            type === "bool"
              ? {
                  type: "static_select",
                  action_id: "value",
                  options: ["true", "false"].map((value) => ({ text: text(value, 75), value })),
                }
              : {
                  type: "plain_text_input",
                  action_id: "value",
                  ...(isGiven && { initial_value: plain(given[name] ?? "", LIMITS.sectionText) }),
                },
        };
      }),
    ],
  };
}

/** One line of text that a decision needs. */
export function textModal(
  name: string,
  { title, submit, label, notice }: TextAsked,
  carried: object,
): ModalView {
  return {
    ...modal(name, title, submit, carried),
    blocks: [
      ...renderNotice(notice).blocks,
      {
        type: "input",
        block_id: "text",
        label: text(label, LIMITS.inputLabel),
        element: { type: "plain_text_input", action_id: "value", max_length: LONGEST_ANSWER },
      },
    ],
  };
}

const LONGEST_ANSWER = 500;

export interface TextAsked {
  readonly title: string;
  readonly submit: string;
  readonly label: string;
  readonly notice: Notice;
}

/** Something to read, with nothing to send off. */
export function readModal(title: string, notice: Notice): ModalView {
  return {
    type: "modal",
    title: text(title, LIMITS.viewTitle),
    close: text("Close", LIMITS.viewButton),
    blocks: renderNotice(notice).blocks,
  };
}

function modal(name: string, title: string, submit: string, carried: object) {
  return {
    type: "modal",
    callback_id: name,
    title: text(title, LIMITS.viewTitle),
    submit: text(submit, LIMITS.viewButton),
    close: text("Cancel", LIMITS.viewButton),
    private_metadata: JSON.stringify(carried),
  } as const;
}

function text(words: string, most: number) {
  return { type: "plain_text", text: plain(words, most), emoji: false } as const;
}
