import { z } from "zod";

/** Yes or no in a query. */
export const truth = z.stringbool({ truthy: ["true"], falsy: ["false"] });
