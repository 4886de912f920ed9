import { z } from "zod";

const Time = z.iso.datetime();

/** A page that was tried and has reached nobody yet. */
const PageView = z.object({
  run: z.string().nullable(),
  alert: z.string().nullable(),
  wanted: Time,
  tries: z.int(),
  nextTry: Time,
  /** Why nobody has been paged yet. */
  trouble: z.string(),
});

export const PagesView = z.object({ pages: z.array(PageView).readonly() });

/** Whom somebody has asked to be paged. */
export const PageAskedView = z.object({ run: z.uuid(), to: z.string() });

export type PageAskedView = z.infer<typeof PageAskedView>;
