import type { ModalView } from "@slack/types";
import type { RunClick } from "../../../../model/notice.ts";
import { askModal, type Carried } from "./modal.ts";

type Decision = Extract<RunClick, { act: "approve" | "deny" }>;

/** What cannot be taken back is approved by writing what it is done to. */
export function confirmModal(click: Decision, name: string, carried: Carried): ModalView {
  return askModal(
    "confirm",
    {
      title: "Approve for good",
      submit: "Approve",
      fields: [{ name: "text", label: `Write ${name} to approve` }],
      notice: {
        sentence: `Approving ${click.step} needs the name of its target.`,
        parts: [{ is: "text", text: `"${click.step}" is of high risk, or cannot be taken back.` }],
      },
    },
    { ...carried, click, name },
  );
}

/** A no ends the run, so whoever says it may want somebody to take over. */
export function denyModal(click: Decision, owner: string, carried: Carried): ModalView {
  return askModal(
    "deny",
    {
      title: "Deny",
      submit: "Deny",
      fields: [
        { name: "text", label: "Why" },
        {
          name: "then",
          label: "And then",
          initial: "nothing",
          choices: [
            { value: "nothing", label: "Deny" },
            { value: "page", label: `Deny and page ${owner}` },
          ],
        },
      ],
      notice: {
        sentence: `Denying ${click.step} ends the run.`,
        parts: [{ is: "text", text: `Denying "${click.step}" ends the run. Nothing is changed.` }],
      },
    },
    { ...carried, click },
  );
}

export function answerModal(
  click: Extract<RunClick, { act: "answer" }>,
  carried: Carried,
): ModalView {
  return askModal(
    "answer",
    {
      title: "Answer",
      submit: "Send",
      fields: [{ name: "text", label: "Your answer" }],
      notice: { sentence: "Write an answer.", parts: [{ is: "text", text: click.step }] },
    },
    { ...carried, click },
  );
}

/** Whoever cannot help alone has somebody paged, and says why. */
export function pageModal(
  run: string,
  owner: string,
  reachable: readonly string[],
  carried: Carried,
): ModalView {
  const choices = [owner, ...reachable.filter((name) => name !== owner)];
  return askModal(
    "page",
    {
      title: "Page somebody",
      submit: "Page",
      fields: [
        {
          name: "to",
          label: "Whom",
          initial: owner,
          choices: choices.map((name) => ({ value: name, label: name })),
        },
        { name: "text", label: "Why" },
      ],
      notice: {
        sentence: "Page somebody about this run.",
        parts: [{ is: "text", text: "The run goes on as it is. Stop ends it." }],
      },
    },
    { ...carried, click: { is: "click", act: "page", run } },
  );
}
