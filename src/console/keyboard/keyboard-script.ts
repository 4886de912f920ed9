/**
 * Keys for those who keep their hands on the keyboard. Where they lead stands in the page itself. None
 * of them decides anything, and none is heard while somebody writes.
 */
export const KEYBOARD_SCRIPT = `
(() => {
  if (document.body.dataset.keys !== "on") return;
  const SOON_MS = 1500;
  let wentAt = 0;

  const go = (key) => {
    const link = [...document.querySelectorAll("a[data-key]")].find((one) => one.dataset.key === key);
    if (link) location.assign(link.href);
  };
  const move = (found, by) => {
    const at = found.indexOf(document.activeElement);
    const next = found[at < 0 ? (by > 0 ? 0 : found.length - 1) : at + by];
    if (next) next.focus();
    return Boolean(next);
  };
  const all = (what) => [...document.querySelectorAll("main " + what)];
  const failures = () => all(".badge.bad").map((one) => {
    one.tabIndex = -1;
    return one;
  });
  const does = {
    j: () => move(all("a.row"), 1),
    k: () => move(all("a.row"), -1),
    f: () => move(failures(), 1) || move(failures(), -failures().length),
    l: () => document.getElementById("log-end")?.scrollIntoView(),
    "/": () => all(".filter input, .filter select")[0]?.focus(),
    "?": () => go("?"),
  };

  addEventListener("keydown", (event) => {
    const { key, target } = event;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (target.closest("input, textarea, select")) return;
    const isGoing = Date.now() - wentAt < SOON_MS;
    wentAt = key === "g" ? Date.now() : 0;
    if (isGoing) return go(key);
    if (!Object.hasOwn(does, key)) return;
    event.preventDefault();
    does[key]();
  });
})();
`;
