import type { InputBlock, ModalView, PlainTextElement } from "@slack/types";
import type { Notice } from "../../../../model/notice.ts";
import { LIMITS } from "../../message/limits.ts";
import { plain } from "../../message/plain.ts";
import { renderNotice } from "../../message/render.ts";

/** What a dialog is about, carried along until it is sent off. */
export interface Carried {
  /** Where the answer goes; a dialog has no such address of its own. */
  readonly respond: string | null;
}

/** Something that is filled in. */
export interface Field {
  /** Under this, what was filled in comes back. */
  readonly name: string;
  readonly label: string;
  readonly hint?: string | null;
  readonly initial?: string | undefined;
  readonly isOptional?: boolean;
  /** One of these; anything on one line where there are none. */
  readonly choices?: readonly Choice[];
}

interface Choice {
  readonly value: string;
  readonly label: string;
}

interface Asked {
  readonly title: string;
  readonly submit: string;
  readonly notice: Notice;
  readonly fields: readonly Field[];
}

/** A dialog that is filled in and sent off. */
export function askModal<Kept extends Carried>(
  name: string,
  { title, submit, notice, fields }: Asked,
  carried: Kept,
): ModalView {
  return {
    type: "modal",
    callback_id: name,
    title: words(title, LIMITS.viewTitle),
    submit: words(submit, LIMITS.viewButton),
    close: words("Cancel", LIMITS.viewButton),
    private_metadata: JSON.stringify(carried),
    blocks: [...renderNotice(notice).blocks, ...fields.map(inputOf)],
  };
}

/** Something to read, with nothing to send off. */
export function readModal(title: string, notice: Notice): ModalView {
  return {
    type: "modal",
    title: words(title, LIMITS.viewTitle),
    close: words("Close", LIMITS.viewButton),
    blocks: renderNotice(notice).blocks,
  };
}

function inputOf(field: Field): InputBlock {
  const { name, label, isOptional = false } = field;
  const hint = plain(field.hint ?? "", LIMITS.inputHint);
  return {
    type: "input",
    block_id: name,
    optional: isOptional,
    label: words(label, LIMITS.inputLabel),
    // Slack refuses a text that is empty.
    ...(hint !== "" && { hint: words(hint, LIMITS.inputHint) }),
    element: elementOf(field),
  };
}

function elementOf({ choices, initial }: Field): InputBlock["element"] {
  if (choices === undefined) {
    return {
      type: "plain_text_input",
      action_id: "value",
      max_length: LIMITS.sectionText,
      ...(initial !== undefined && { initial_value: plain(initial, LIMITS.sectionText) }),
    };
  }
  const options = choices.slice(0, LIMITS.options).map(({ value, label }) => {
    return { text: words(label, LIMITS.optionText), value: value.slice(0, LIMITS.optionText) };
  });
  const chosen = options.find(({ value }) => value === initial);
  return {
    type: "static_select",
    action_id: "value",
    options,
    ...(chosen !== undefined && { initial_option: chosen }),
  };
}

function words(text: string, most: number): PlainTextElement {
  return { type: "plain_text", text: plain(text, most), emoji: false };
}
