/** What is wrong with the address of a Redis; nothing when it can be used. Never repeats it. */
export function urlProblem(text: string): string | undefined {
  if (/^\/[^/]/.test(text)) return undefined;
  if (!/^rediss?:\/\//.test(text)) return "it begins with none of redis://, rediss:// and /";
  const url = URL.parse(text);
  if (url === null) return "it is no URL";
  if (url.hostname === "") return "it names no host";
  if (!/^(\/\d*)?$/.test(url.pathname))
    return "what follows the host is not the number of a database";
  if (!canBeDecoded(url.username) || !canBeDecoded(url.password)) {
    return "a % in the user or the password is not written as %25";
  }
  return undefined;
}

function canBeDecoded(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}
