import { type Answer, answer, refuse } from "../api/refusal.ts";

/** What a header Authorization holds as a key, or what is wrong with its form. */
export function readBearer(header: string): Answer<string> {
  if (!/^bearer/i.test(header)) return malformed("does not begin with the word Bearer");
  const rest = header.slice("bearer".length);
  if (rest.trim() === "") return malformed("holds no key");
  if (!/^\s/.test(rest)) return malformed("has no space between Bearer and the key");
  if (/^\s{2}/.test(rest)) return malformed("has more than one space between Bearer and the key");
  const key = rest.slice(1);
  if (/\s/.test(key)) return malformed("has a space inside or behind the key");
  if (/^["'<]|["'>]$/.test(key)) return malformed("has quotes or brackets around the key");
  return answer(key);
}

function malformed(what: string): Answer<never> {
  return refuse(
    "E405",
    `The header Authorization ${what}`,
    "Write the word Bearer, one space, and the key: Authorization: Bearer pk_…",
  );
}
