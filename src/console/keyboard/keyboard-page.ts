import { html } from "hono/html";
import type { Html } from "../frame/html-text.ts";
import { PAGES } from "../frame/pages.ts";
import { sendPage } from "../frame/send-page.ts";
import { type Preferences, preferencesOf } from "../preferences/preferences.ts";
import type { Show } from "../visitor.ts";
import { tableHead } from "../look/table-head.ts";

/** What each key does, and a way to do without them. */
export const keyboardPage: Show = async (context, visitor, needs) =>
  sendPage(context, visitor, needs, {
    title: "Keyboard",
    body: drawKeyboard(preferencesOf(context), visitor.pageToken),
  });

const KEYS = [
  ...PAGES.map(({ key, name }) => [["g", key], `Go to ${name}`] as const),
  [["j"], "The next row"],
  [["k"], "The row before"],
  [["Enter"], "Open the row"],
  [["/"], "Ask for something else in a list"],
  [["f"], "The next failure on the page"],
  [["l"], "The end of the log"],
  [["?"], "This page"],
] as const;

function drawKeyboard({ hasKeys }: Preferences, pageToken: string): Html {
  return html`<h1>Keyboard</h1>
    <p>Nothing is approved, denied or stopped by a key. Keys do nothing while you write.</p>
    <table>
      ${tableHead("Keys", "What they do")}
      <tbody>
        ${KEYS.map(
          ([keys, does]) =>
            html`<tr>
              <th scope="row">${keys.map((key) => html`<kbd>${key}</kbd> `)}</th>
              <td>${does}</td>
            </tr>`,
        )}
      </tbody>
    </table>
    <form method="post" action="/console/preferences">
      <input type="hidden" name="page" value="${pageToken}" />
      <input type="hidden" name="to" value="/keyboard" />
      <p>
        Single keys are ${hasKeys ? "on" : "off"} in this browser.
        <button name="keys" value="${hasKeys ? "off" : "on"}">
          Turn them ${hasKeys ? "off" : "on"}
        </button>
      </p>
    </form>`;
}
