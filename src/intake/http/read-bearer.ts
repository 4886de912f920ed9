export type ReadBearer =
  | { readonly ok: true; readonly value: string }
  /** Reads on from "The header Authorization". */
  | { readonly ok: false; readonly what: string };

/** What a header Authorization holds as a key or token, or what is wrong with its form. */
export function readBearer(header: string): ReadBearer {
  if (!/^bearer/i.test(header)) return malformed("does not begin with the word Bearer");
  const rest = header.slice("bearer".length);
  if (rest.trim() === "") return malformed("holds nothing behind Bearer");
  if (!/^\s/.test(rest)) return malformed("has no space behind Bearer");
  if (/^\s{2}/.test(rest)) return malformed("has more than one space behind Bearer");
  const value = rest.slice(1);
  if (/\s/.test(value)) return malformed("has a space inside or behind what it holds");
  if (/^["'<]|["'>]$/.test(value)) return malformed("has quotes or brackets around what it holds");
  return { ok: true, value };
}

function malformed(what: string): ReadBearer {
  return { ok: false, what };
}
