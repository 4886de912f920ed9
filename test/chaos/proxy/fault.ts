/** Something that goes wrong between two programs. */
export interface Fault {
  readonly on: Moment;
  readonly does: Action;
  /** At how many moments in a row; 1 when left out. */
  readonly times?: number;
}

/**
 * When a fault strikes. Two programs take turns: a request lasts until the other side says
 * something, a reply until this side does. Each moment comes once per turn, with the first bytes
 * that fit it; `nth` passes over those before it.
 */
export type Moment =
  | { readonly is: "connection"; readonly nth?: number }
  | { readonly is: "request"; readonly containing?: string; readonly nth?: number }
  /** `to`: only replies to a request that contains this. */
  | {
      readonly is: "reply";
      readonly containing?: string;
      readonly to?: string;
      readonly nth?: number;
    };

/**
 * What happens to the bytes of that moment. To cut or to go silent on a reply loses it after the
 * request has been carried out.
 */
export type Action =
  | { readonly is: "delay"; readonly ms: number }
  /** Both sides lose the connection, and these bytes never arrive. */
  | { readonly is: "cut" }
  /** Nothing passes any more in either direction, and neither side is told. */
  | { readonly is: "half_open" };

export interface Fired {
  readonly fault: Fault;
  /** The fault in words. */
  readonly what: string;
  /** 1 for the first connection through the proxy. */
  readonly connection: number;
  readonly at: number;
}

export function describeFault({ on, does }: Fault): string {
  return `${describeAction(does)} ${describeMoment(on)}`;
}

function describeAction(does: Action): string {
  switch (does.is) {
    case "delay":
      return `delayed by ${does.ms} ms:`;
    case "cut":
      return "cut at";
    case "half_open":
      return "went silent at";
  }
}

function describeMoment(on: Moment): string {
  switch (on.is) {
    case "connection":
      return "a new connection";
    case "request":
      return `a request${quoted(" with", on.containing)}`;
    case "reply":
      return `a reply${quoted(" with", on.containing)}${quoted(" to", on.to)}`;
  }
}

function quoted(before: string, text: string | undefined): string {
  return text === undefined ? "" : `${before} ${JSON.stringify(text)}`;
}
