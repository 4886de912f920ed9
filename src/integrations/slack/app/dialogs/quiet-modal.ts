import type { ModalView } from "@slack/types";
import type { QuietHours } from "../../../../ports/chat-wishes.ts";
import { askModal, type Carried } from "./modal.ts";

const HOURS = /^([01]?\d|2[0-3]):([0-5]\d)\s*(?:-|–|to)\s*([01]?\d|2[0-3]):([0-5]\d)$/;

export function quietModal(quiet: QuietHours | null, zone: string, carried: Carried): ModalView {
  return askModal(
    "quiet_hours",
    {
      title: "Quiet hours",
      submit: "Keep",
      fields: [
        {
          name: "text",
          label: "From and until, such as 22:00-07:00",
          hint: `In the time of ${zone}. Leave it empty to have none.`,
          initial: quiet === null ? undefined : quietText(quiet),
          isOptional: true,
        },
      ],
      notice: {
        sentence: "When are you not to be told alone?",
        parts: [
          {
            is: "text",
            text: "In this time, only what is critical is told to you alone. Cards in channels still name you.",
          },
        ],
      },
    },
    carried,
  );
}

/** Nothing where it is not written so; null where nothing was written. */
export function readQuiet(text: string): QuietHours | null | undefined {
  if (text.trim() === "") return null;
  const [, ...parts] = HOURS.exec(text.trim()) ?? [];
  if (parts.length === 0) return undefined;
  const [fromHour = 0, fromMinute = 0, hour = 0, minute = 0] = parts.map(Number);
  return { from: fromHour * 60 + fromMinute, until: hour * 60 + minute };
}

export function quietText({ from, until }: QuietHours): string {
  return `${timeOf(from)}-${timeOf(until)}`;
}

function timeOf(minutes: number): string {
  const two = (part: number): string => String(part).padStart(2, "0");
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
