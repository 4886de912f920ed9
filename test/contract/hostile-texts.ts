import { createHash } from "node:crypto";

/** Texts that mean something to somebody on the way: a shell, a parser, a browser, a terminal, a log. */
export const HOSTILE_TEXTS: readonly string[] = [
  // Ours
  "${{ params.secret }}",
  "${{ steps.look.outputs.token }}",
  "{workflow}",
  "${HOME}",
  "{{ 7 * 7 }}",
  "#{7*7}",
  "<%= 7 * 7 %>",
  // Paths and addresses
  "..",
  ".",
  "../../etc/passwd",
  "..\\..\\windows",
  "a/../../admin",
  "%2e%2e%2f",
  "%252e%252e/",
  "..;/admin",
  "a/b",
  "a\\b",
  "a?admin=true",
  "a#fragment",
  "a&b=c",
  "a=b;c=d",
  "//evil.example/",
  "http://169.254.169.254/latest/meta-data",
  "user@evil.example",
  "%00",
  "%",
  "%zz",
  "+",
  " ",
  " leading and trailing ",
  // Lines and control characters
  "a\r\nX-Injected: yes",
  "a\nb",
  "\u0000",
  "a\u0000b",
  "\u001b[31mred\u001b[0m",
  "\u202Etxt.exe",
  "\u2028\u2029",
  "\uFEFF",
  // Shells, databases, documents
  "; rm -rf /",
  "$(id)",
  "`id`",
  "| cat /etc/passwd",
  "--help",
  "' OR '1'='1",
  '"; DROP TABLE runs; --',
  "<script>alert(1)</script>",
  "<!channel>",
  "&amp;lt;",
  "*/1 * * * *",
  "a: [b, {c: *d}]",
  '{"a": "b"}',
  "null",
  "true",
  "1e400",
  "0x10",
  // JavaScript
  "__proto__",
  "constructor",
  "toString",
  // Unicode
  "Ünïcödé",
  "日本語",
  "👩‍🚒",
  "e\u0301",
  "\uD800",
  "x".repeat(65_536),
  "",
];

/** Within a text that looks harmless, and between what closes and opens again. */
const DISGUISES: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => `wf-1842${text}`,
  (text) => `${text}wf-1842`,
  (text) => `"${text}"`,
  (text) => `'}${text}{'`,
];

/** More than three hundred of them: each as it is, and each in disguise. */
export const DISGUISED_TEXTS: readonly string[] = [
  ...new Set(DISGUISES.flatMap((disguise) => HOSTILE_TEXTS.map(disguise))),
];

/** A part of them, the same for the same seed. */
export function sampleOf(texts: readonly string[], share: number, seed: string): readonly string[] {
  const lot = (text: string) => createHash("sha256").update(`${seed}\n${text}`).digest("hex");
  const drawn = texts
    .map((text) => [lot(text), text] as const)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  return drawn.slice(0, Math.ceil(texts.length * share)).map(([, text]) => text);
}
