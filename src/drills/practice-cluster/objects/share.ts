/** `2` or `25%` of so many, rounded up or down; undefined where it is neither. */
export function readShare(
  share: number | string,
  total: number,
  round: "up" | "down",
): number | undefined {
  if (typeof share === "number") return share < 0 ? undefined : share;
  const percent = /^(\d+)%$/.exec(share)?.[1];
  if (percent === undefined) return undefined;
  const exact = (Number(percent) * total) / 100;
  return round === "up" ? Math.ceil(exact) : Math.floor(exact);
}
