import { Buffer } from "node:buffer";
import { redactionOf } from "../../model/redaction.ts";
import { formsOf, piecesOf } from "../../model/secret-forms.ts";
import type { Written } from "../../ports/command.ts";
import type { Kept } from "./keep-ends.ts";

/** What was kept, as text that may be shown: no secrets, also not in halves, and nothing a terminal obeys. */
export function redact({ head, tail, leftOut }: Kept, secrets: readonly string[]): Written {
  const spelt = secrets.map(bytesOf);
  const { text: blackOut } = redactionOf(spelt, "hide_words");
  if (leftOut === 0) {
    return { text: readable(blackOut(spelled(Buffer.concat([head, tail])))), leftOut };
  }
  const hidden = spelt.flatMap(piecesOf).flatMap((piece) => [piece, ...formsOf(piece)]);
  const first = withoutBegunSecret(blackOut(spelled(head)), hidden);
  const last = withoutEndedSecret(blackOut(spelled(tail)), hidden);
  const text = `${readable(first)}\n[${leftOut} bytes left out]\n${readable(last)}`;
  return { text, leftOut };
}

/** One character for each byte, so that a cut through a character changes nothing else. */
function spelled(bytes: Buffer): string {
  return bytes.toString("latin1");
}

function bytesOf(secret: string): string {
  return spelled(Buffer.from(secret));
}

function withoutBegunSecret(text: string, secrets: readonly string[]): string {
  const cut = Math.max(
    0,
    ...secrets.map((secret) => overlap(secret, (part) => text.endsWith(part), "start")),
  );
  return text.slice(0, text.length - cut);
}

function withoutEndedSecret(text: string, secrets: readonly string[]): string {
  const cut = Math.max(
    0,
    ...secrets.map((secret) => overlap(secret, (part) => text.startsWith(part), "end")),
  );
  return text.slice(cut);
}

/** How much of a secret, taken from one of its ends, stands at the cut. */
function overlap(secret: string, stands: (part: string) => boolean, from: "start" | "end"): number {
  for (let size = secret.length - 1; size > 0; size -= 1) {
    if (stands(from === "start" ? secret.slice(0, size) : secret.slice(-size))) return size;
  }
  return 0;
}

/** Control characters move cursors and recolour what follows; only line ends and tabs are text. */
function readable(text: string): string {
  return Buffer.from(text, "latin1")
    .toString("utf8")
    .replaceAll(/[^\P{Cc}\t\n\r]/gu, "\uFFFD");
}
