import type { ModalView } from "@slack/types";
import type { PlaybookView } from "../../../../intake/api/views/playbook-view.ts";
import { askModal, type Carried, type Field } from "./modal.ts";

/** A field for each param of a playbook, with what is known filled in. */
export function startModal(
  { name: playbook, version, summary, params }: PlaybookView,
  given: Readonly<Record<string, string>>,
  carried: Carried,
): ModalView {
  const notice = {
    sentence: summary,
    parts: [
      { is: "headline", state: playbook, about: version, aside: null },
      { is: "text", text: summary },
    ],
  } as const;
  const fields = params.map(({ name, type, hasDefault, describe }): Field => ({
    name,
    label: `${name} (${type})`,
    hint: describe,
    initial: Object.hasOwn(given, name) ? given[name] : undefined,
    isOptional: hasDefault,
    ...(type === "bool" && { choices: TRUTHS }),
  }));
  const asked = { title: "Start a run", submit: "Start", notice, fields };
  return askModal("start", asked, { ...carried, playbook });
}

const TRUTHS = ["true", "false"].map((value) => ({ value, label: value }));
