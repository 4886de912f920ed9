import type { Context } from "hono";
import type { z } from "zod";
import type { Actor } from "../../../access/actor.ts";
import type { Right } from "../../../access/rights.ts";
import type { Code } from "../../../model/codes.ts";
import { problem } from "../http-problem.ts";
import type { ApiNeeds } from "../needs.ts";
import { type Answer, refusalOf } from "../refusal.ts";
import type { Asked } from "./asked.ts";
import type { Over } from "./over.ts";
import type { ParamsOf } from "./path-params.ts";
import { type Given, givenBy, readAsked } from "./read-asked.ts";

/** One address of the API: enough to answer it, and to describe it. */
export interface Route extends Described {
  /** What whoever asks must have, and over what; `anybody` needs no right and no name. */
  readonly right: Right | "anybody";
  readonly over: string;
  readonly answer: (context: Context, visit: Visit) => Promise<Response>;
}

/** An address that can be asked from within as well, with the same forms and rights. */
export interface AskedRoute<View> extends Route {
  readonly ask: Ask<View>;
  /** Whether it would be refused before anything is done. */
  readonly admits: Ask<unknown>;
}

type Ask<View> = (given: Partial<Given>, actor: Actor, needs: ApiNeeds) => Promise<Answer<View>>;

/** What comes to a route beside the request. */
export interface Visit {
  readonly actor: Actor;
  readonly needs: ApiNeeds;
  /** Told of what no route foresees. */
  readonly onThrown: (error: unknown) => void;
}

interface Described {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly summary: string;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  readonly status?: 200 | 201 | 202;
  /** What is answered when all is well. */
  readonly view: z.ZodType;
  /** Of what is answered, where that is not JSON. */
  readonly type?: string;
  /** What else may be answered, beside what any request may meet. */
  readonly refuses?: readonly Code[];
  readonly again?: string;
  /** What it answers is never kept. */
  readonly showsSecret?: true;
}

/** What may change something says what comes of asking for it twice. */
type Method =
  | { readonly method: "GET" }
  | { readonly method: "POST"; readonly again: string; readonly showsSecret?: true };

type Nothing = Readonly<Record<string, unknown>>;

type About<Path extends string, Query, Body, View> = Method & {
  readonly path: Path;
  readonly summary: string;
  readonly right: Right;
  readonly of: Over<Asked<ParamsOf<Path>, Query, Body>>;
  readonly query?: z.ZodType<Query>;
  readonly body?: z.ZodType<Body>;
  readonly status?: 200 | 201 | 202;
  readonly view: z.ZodType<View>;
  readonly type?: string;
  readonly refuses?: readonly Code[];
};

type Asking<Path extends string, Query, Body> = Asked<ParamsOf<Path>, Query, Body>;

/** An address that answers with JSON. Who has not the right over what they ask for is refused first. */
export function route<const Path extends string, View, Query = Nothing, Body = Nothing>(
  about: About<Path, Query, Body, View> & {
    readonly handle: (
      asked: Asking<Path, Query, Body>,
      needs: ApiNeeds,
    ) => Promise<Answer<NoInfer<View>>>;
  },
): AskedRoute<View> {
  return {
    ...streamRoute({
      ...about,
      respond: async (asked, { needs }, context) => {
        const handled = await about.handle(asked, needs);
        if (!handled.ok) return problem(context, handled.refusal);
        return context.json(about.view.parse(handled.value), about.status ?? 200);
      },
    }),
    ask: async (given, actor, needs) => {
      const admitted = await admit({ ...NOTHING, ...given }, about, actor, needs);
      return admitted.ok ? about.handle(admitted.value, needs) : admitted;
    },
    admits: (given, actor, needs) => admit({ ...NOTHING, ...given }, about, actor, needs),
  };
}

const NOTHING: Given = { params: {}, query: {}, body: {} };

/** An address whose answer is more than one piece of JSON. */
export function streamRoute<const Path extends string, View, Query = Nothing, Body = Nothing>(
  about: About<Path, Query, Body, View> & {
    readonly respond: (
      asked: Asking<Path, Query, Body>,
      visit: Visit,
      context: Context,
    ) => Promise<Response>;
  },
): Route {
  const { of, respond, ...described } = about;
  return {
    ...described,
    over: of.says,
    answer: async (context, visit) => {
      const given = await givenBy(context, about);
      if (!given.ok) return problem(context, given.refusal);
      const admitted = await admit(given.value, about, visit.actor, visit.needs);
      if (!admitted.ok) return problem(context, admitted.refusal);
      return respond(admitted.value, visit, context);
    },
  };
}

/** What is asked for, once its form is right and whoever asks may have it. */
async function admit<Path extends string, Query, Body, View>(
  given: Given,
  about: About<Path, Query, Body, View>,
  actor: Actor,
  needs: ApiNeeds,
): Promise<Answer<Asking<Path, Query, Body>>> {
  const read = readAsked<Path, Query, Body>(given, about, actor);
  if (!read.ok) return read;
  const team = await about.of.find(read.value, needs);
  if (!team.ok) return team;
  const refused = needs.authorize(actor, about.right, team.value);
  return refused === undefined ? read : { ok: false, refusal: refusalOf(refused) };
}

type Open = Pick<Described, "path" | "summary" | "view" | "type"> & {
  readonly respond: (context: Context, needs: ApiNeeds) => Promise<Response>;
};

/** An address that tells everybody the same, whoever they are. */
export function openRoute({ respond, ...described }: Open): Route {
  return {
    ...described,
    method: "GET",
    right: "anybody",
    over: "nothing",
    answer: (context, { needs }) => respond(context, needs),
  };
}
