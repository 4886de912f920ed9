/** A page that somebody else has named, as people may be offered it: its host is always shown. */
export interface WebAddress {
  readonly href: string;
  readonly host: string;
}

const LONGEST = 2_000;

/**
 * A text from outside as the address of a web page; nothing when it is none. Whatever a browser would
 * run, or would send a name and a password to, is none.
 */
export function webAddress(text: string | undefined): WebAddress | undefined {
  if (text === undefined || !URL.canParse(text)) return undefined;
  const { protocol, username, password, host, href } = new URL(text);
  const isWeb = protocol === "https:" || protocol === "http:";
  if (!isWeb || username !== "" || password !== "" || href.length > LONGEST) return undefined;
  return { href, host };
}
