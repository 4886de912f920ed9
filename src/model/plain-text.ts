/**
 * A text of somebody else as people may be shown it: nothing in it can reorder or hide what stands
 * beside it. New lines stay.
 */
export function plainText(text: string): string {
  return text
    .replaceAll(/[^\S\n]/gu, " ")
    .replaceAll(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, "");
}
