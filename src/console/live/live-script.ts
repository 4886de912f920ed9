/**
 * Puts in the place of what is shown what the
 * server has drawn anew, and leaves alone what somebody is at: the focus, what they have written,
 * and what they have opened. As soon as nothing is heard any more, it says that the page is old.
 */
export const LIVE_SCRIPT = `"use strict";
(() => {
  const place = document.getElementById("live");
  const standing = document.getElementById("standing");
  const told = document.getElementById("told");
  if (!place || !standing || !told) return;
  const SILENT_MS = 20000;
  const AGAIN_MS = 5000;
  let heard = Date.now();
  let source;

  const say = (words, isLost) => {
    if (standing.textContent !== words) standing.textContent = words;
    standing.classList.toggle("lost", isLost);
  };
  const hear = () => {
    heard = Date.now();
    say("Live", false);
  };
  const lose = () => {
    const form = { hour: "2-digit", minute: "2-digit", timeZoneName: "short" };
    const since = new Date(heard).toLocaleTimeString("en-GB", form);
    say("Not live since " + since + ", retrying", true);
  };

  const fields = () => place.querySelectorAll("input[id], select[id], textarea[id]");
  const swap = (html) => {
    const at = document.activeElement;
    const focused = place.contains(at) && (at.id || at.getAttribute("href"));
    const written = [...fields()].map(({ id, value }) => [id, value]);
    const opened = [...place.querySelectorAll("details[id][open]")].map(({ id }) => id);
    place.innerHTML = html;
    for (const id of opened) document.getElementById(id)?.setAttribute("open", "");
    for (const [id, value] of written) {
      const field = document.getElementById(id);
      if (field) field.value = value;
    }
    if (focused) {
      const links = [...place.querySelectorAll("a[href]")];
      const again = document.getElementById(focused)
        || links.find((one) => one.getAttribute("href") === focused);
      again?.focus({ preventScroll: true });
    }
  };

  const listen = () => {
    const { from, seen } = place.dataset;
    source = new EventSource(from + (from.includes("?") ? "&" : "?") + "seen=" + seen);
    source.addEventListener("page", ({ data, lastEventId }) => {
      place.dataset.seen = lastEventId;
      const page = JSON.parse(data);
      if (document.title !== page.title) told.textContent = document.title = page.title;
      swap(page.html);
      hear();
    });
    source.addEventListener("beat", hear);
    source.addEventListener("error", lose);
  };
  setInterval(() => {
    if (Date.now() - heard > SILENT_MS) lose();
    if (source.readyState === EventSource.CLOSED) {
      source.close();
      listen();
    }
  }, AGAIN_MS);
  addEventListener("pagehide", () => source.close());
  listen();
})();
`;
