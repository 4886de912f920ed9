import type { HtmlEscapedString } from "hono/utils/html";

/** What is laid out. Everything that was put into it is escaped. */
export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;
