import type { Refusal } from "../../../../intake/api/refusal.ts";
import type { Notice } from "../../../../model/notice.ts";

/** Why something was not done, for the one who asked for it. */
export function refusalReply({ code, message, remedy }: Refusal): Notice {
  return {
    sentence: `${message}. ${remedy}`,
    parts: [
      { is: "headline", state: "NOT DONE", about: message, aside: code },
      { is: "text", text: remedy },
    ],
  };
}

export function doneReply(sentence: string): Notice {
  return { sentence, parts: [{ is: "text", text: sentence }] };
}
