/** What a browser does, as far as signing in goes: it keeps cookies and follows redirects. */
export interface Browser {
  readonly get: (url: string) => Promise<Answer>;
  readonly post: (
    url: string,
    fields: Readonly<Record<string, string>>,
    headers?: Readonly<Record<string, string>>,
  ) => Promise<Answer>;
  readonly follow: (url: string) => Promise<Answer>;
  /** The address of the first redirect to this path, which is not followed. */
  readonly followUntil: (url: string, path: string) => Promise<string>;
  readonly cookie: (name: string) => string | undefined;
  /** Every cookie as it was set. */
  readonly received: () => readonly string[];
  readonly copy: () => Browser;
}

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly location: string | null;
}

type Jar = Map<string, Map<string, string>>;

/** Our own pages are asked through `ours`; all else is asked over the network. */
export function openBrowser(
  ours: (request: Request) => Promise<Response>,
  home = "http://pitcrew.test",
  jar: Jar = new Map(),
): Browser {
  const received: string[] = [];

  async function ask(address: string, init: RequestInit = {}): Promise<Answer> {
    const url = new URL(address, home);
    const cookies = jar.get(url.origin) ?? new Map<string, string>();
    jar.set(url.origin, cookies);
    const headers = new Headers(init.headers);
    headers.set("cookie", [...cookies].map(([name, value]) => `${name}=${value}`).join("; "));
    const request = new Request(url, { ...init, headers, redirect: "manual" });
    const response = await (url.origin === home ? ours(request) : fetch(request));
    for (const set of response.headers.getSetCookie()) {
      received.push(set);
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      if (value === "" || /max-age=0|expires=Thu, 01 Jan 1970/i.test(set)) cookies.delete(name);
      else cookies.set(name, value);
    }
    const to = response.headers.get("location");
    const location = to === null || url.origin === home ? to : new URL(to, url).href;
    return { status: response.status, text: await response.text(), location };
  }

  async function followUntil(url: string, path: string): Promise<string> {
    let next = url;
    for (;;) {
      const { location } = await ask(next);
      if (location === null) throw new Error(`${next} leads nowhere`);
      if (new URL(location, home).pathname === path) return location;
      next = location;
    }
  }

  return {
    get: (url) => ask(url),
    post: (url, fields, headers = {}) =>
      ask(url, { method: "POST", body: new URLSearchParams(fields), headers }),
    follow: async (url) => {
      let answer = await ask(url);
      while (answer.location !== null) answer = await ask(answer.location);
      return answer;
    },
    followUntil,
    cookie: (name) => jar.get(home)?.get(name),
    received: () => received,
    copy: () => {
      const copied = [...jar].map(([origin, cookies]) => [origin, new Map(cookies)] as const);
      return openBrowser(ours, home, new Map(copied));
    },
  };
}
