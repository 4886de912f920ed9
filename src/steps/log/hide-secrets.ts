/**
 * Takes out of a log line what looks like a secret, since lines are kept with the run and shown to
 * many. It knows common forms only; what an application writes in a form of its own passes.
 */
export function hideSecrets(line: string): string {
  return FORMS.reduce((text, [form, instead]) => text.replace(form, instead), line);
}

const HIDDEN = "[hidden]";

const FORMS: readonly (readonly [RegExp, string])[] = [
  [/(\b(?:bearer|basic)\s+)[A-Za-z0-9._~+/=-]{8,}/gi, `$1${HIDDEN}`],
  // A token in three parts, as sign-in services hand them out.
  [/\beyJ[A-Za-z0-9_-]{5,}\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*/g, HIDDEN],
  [/(\/\/[^\s/:@]*:)[^\s/@]+(?=@)/g, `$1${HIDDEN}`],
  [/\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g, HIDDEN],
  [/\b(?:gh[pousr]_|xox[abprs]-|sk_live_|glpat-)[A-Za-z0-9_-]{8,}/g, HIDDEN],
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/gs, HIDDEN],
  [
    /((?:password|passwd|secret|token|api[_-]?key|access[_-]?key)["']?\s*[=:]\s*)(?:"[^"]*"|'[^']*'|[^\s,;&"']+)/gi,
    `$1${HIDDEN}`,
  ],
];
