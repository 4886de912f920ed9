import type { Context } from "hono";

/** What the address of a page asks for. What a filter leaves empty is not asked for. */
export function askedFor<const Name extends string>(
  { req }: Context,
  names: readonly Name[],
): Readonly<Partial<Record<Name, string>>> {
  const asked: Partial<Record<Name, string>> = {};
  for (const name of names) {
    const value = req.query(name)?.trim();
    if (value !== undefined && value !== "") asked[name] = value;
  }
  return asked;
}

/** The same page with something else asked for. */
export function addressOf(
  path: string,
  asked: Readonly<Record<string, string | undefined>>,
): string {
  const given = Object.entries(asked).filter(([, value]) => value !== undefined);
  const query = new URLSearchParams(given as [string, string][]).toString(); // none is missing
  return query === "" ? path : `${path}?${query}`;
}
