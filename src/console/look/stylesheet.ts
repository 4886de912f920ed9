import { CHART_STYLE, CHOSEN_THEMES } from "../../chart/look.ts";

/** Every colour of words has a contrast of 4.5 to 1 or more with what it stands on. */
const COLOURS = {
  light: {
    paper: "#ffffff",
    ink: "#1f2328",
    quiet: "#57606a",
    line: "#d0d7de",
    raised: "#f6f8fa",
    link: "#0550ae",
    waits: "#953800",
    works: "#0550ae",
    good: "#116329",
    bad: "#a40e26",
    on: "#ffffff",
  },
  dark: {
    paper: "#0d1117",
    ink: "#e6edf3",
    quiet: "#9ea7b3",
    line: "#3d444d",
    raised: "#161b22",
    link: "#79c0ff",
    waits: "#ffa657",
    works: "#79c0ff",
    good: "#7ee787",
    bad: "#ff9d95",
    on: "#0d1117",
  },
} as const;

function variables(colours: Readonly<Record<string, string>>, scheme: string): string {
  const each = Object.entries(colours).map(([name, colour]) => `--${name}:${colour}`);
  return `{color-scheme:${scheme};${each.join(";")}}`;
}

const LIGHT = variables(COLOURS.light, "light");
const DARK = variables(COLOURS.dark, "dark");

/** Laid out for a phone first; more room is given to the same things. Nothing moves. */
export const STYLESHEET = `:root${LIGHT}
@media (prefers-color-scheme: dark) { :root${DARK} }
:root[data-theme="light"]${LIGHT}
:root[data-theme="dark"]${DARK}
${CHART_STYLE}
${CHOSEN_THEMES}
* { box-sizing: border-box; }
html { scroll-padding-bottom: 6rem; }
body {
  margin: 0; background: var(--paper); color: var(--ink);
  font: 16px/1.5 system-ui, sans-serif; overflow-wrap: anywhere;
}
main, body > header, body > footer, .solo, #standing { max-width: 68rem; margin: 0 auto; padding: 0 1rem; }
main { padding-bottom: 2rem; }
main:focus { outline: none; }
body > header { display: flex; flex-wrap: wrap; justify-content: space-between; gap: .5rem; padding-top: .5rem; padding-bottom: .5rem; align-items: center; }
.brand { font-weight: 700; text-decoration: none; color: var(--ink); padding: .5rem 0; }
a { color: var(--link); }
h1 { font-size: 1.35rem; line-height: 1.3; margin: .75rem 0 .5rem; }
h2 { font-size: 1.1rem; margin: 1.75rem 0 .5rem; }
p { margin: .35rem 0; }
.quiet, .solo, #standing, dt { color: var(--quiet); font-size: .9rem; }
.skip, .unseen { position: absolute; left: -100rem; }
.skip:focus { left: 1rem; top: .5rem; background: var(--paper); padding: .5rem; z-index: 2; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.badge { font-weight: 700; white-space: nowrap; }
.waits { color: var(--waits); } .works { color: var(--works); } .good { color: var(--good); }
.bad { color: var(--bad); } .badge.quiet { color: var(--quiet); font-size: inherit; }
.cards { list-style: none; margin: 0; padding: 0; }
.cards > li { border: 1px solid var(--line); border-radius: .5rem; padding: .6rem .8rem; margin: .5rem 0; background: var(--raised); }
.cards.asks > li { border-left: .35rem solid var(--waits); }
.problem, .alarm { border: 2px solid var(--bad); border-radius: .5rem; padding: .4rem .8rem; margin: .75rem 0; }
.news { border: 1px solid var(--good); border-radius: .5rem; padding: .4rem .8rem; }
#standing.lost { background: var(--bad); color: var(--on); font-weight: 700; max-width: none; position: sticky; top: 0; z-index: 1; padding: .5rem 1rem; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .3rem .75rem .3rem 0; border-bottom: 1px solid var(--line); }
th { font-weight: 600; }
thead th { overflow-wrap: normal; }
dl { margin: .5rem 0; }
dt { margin-top: .6rem; font-weight: 600; }
dd { margin: 0; }
code { font-size: .95em; }
button, .button {
  font: inherit; font-weight: 600; min-height: 44px; padding: .4rem 1rem; cursor: pointer;
  border: 1px solid var(--line); border-radius: .5rem; background: var(--raised); color: var(--ink);
  text-decoration: none; display: inline-block;
}
button.small { min-height: 32px; padding: .1rem .6rem; font-size: .9rem; }
button.main, .button.main { background: var(--works); border-color: var(--works); color: var(--on); }
button.danger { background: var(--bad); border-color: var(--bad); color: var(--on); }
body > header { position: relative; }
.menu { margin: 0; }
.menu > summary { list-style: none; border: 1px solid var(--line); border-radius: .5rem; padding: .55rem 1rem; }
.menu > summary::-webkit-details-marker { display: none; }
.menu nav { position: absolute; z-index: 3; right: 1rem; left: 1rem; background: var(--paper); border: 1px solid var(--line); border-radius: .5rem; padding: .4rem; }
.menu ul { list-style: none; margin: 0; padding: 0; display: grid; grid-template-columns: 1fr 1fr; }
.menu a { display: block; padding: .6rem .7rem; text-decoration: none; border-radius: .4rem; }
.menu a[aria-current] { font-weight: 700; background: var(--raised); color: var(--ink); }
body > footer { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; align-items: center; border-top: 1px solid var(--line); padding-top: .75rem; padding-bottom: 1.5rem; font-size: .9rem; color: var(--quiet); }
.themes { display: flex; flex-wrap: wrap; gap: .3rem; align-items: center; }
button[aria-pressed="true"] { border-color: var(--ink); text-decoration: underline; }
.filter { display: flex; flex-wrap: wrap; gap: .5rem .75rem; align-items: end; margin: .5rem 0 1rem; }
.filter > div { flex: 1 1 9rem; }
.filter label { margin-top: 0; font-size: .9rem; }
.order { max-width: 32rem; }
.empty { border: 1px dashed var(--quiet); border-radius: .5rem; padding: .6rem .8rem; margin: .5rem 0; }
.card { border: 1px solid var(--line); border-radius: .5rem; padding: .6rem .8rem; margin: .5rem 0; background: var(--raised); }
.plain { list-style: none; margin: 0; padding: 0 0 0 .5rem; }
.plain .plain { padding-left: 1rem; font-size: .92rem; }
.not-possible { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; }
pre { overflow-x: auto; font-size: .85rem; background: var(--raised); border: 1px solid var(--line); border-radius: .5rem; padding: .6rem; white-space: pre-wrap; }
kbd { border: 1px solid var(--quiet); border-radius: .25rem; padding: .05rem .4rem; font: .9em ui-monospace, monospace; }
td details, th details { margin: 0; } td summary, th summary { padding: 0; }
figure { margin: .75rem 0; }
figcaption { color: var(--quiet); font-size: .9rem; }
.pictures { display: flex; flex-wrap: wrap; gap: 0 2rem; align-items: flex-start; }
.pictures > figure { flex: 1 1 18rem; min-width: 0; }
.picture { overflow-x: auto; }
.picture svg { max-width: none; }
.picture table { font-size: .85rem; width: auto; }
.picture th, .picture td { white-space: nowrap; }
caption { text-align: left; font-weight: 600; padding: .3rem 0; }
.plain-words { font-weight: 400; }
.phone-label { display: none; }
.diff { font-size: .85rem; table-layout: fixed; }
.diff td { padding: 0 .4rem; border: 0; }
.diff code { white-space: pre-wrap; }
.diff .gone { background: color-mix(in srgb, var(--bad) 14%, var(--paper)); }
.diff .new { background: color-mix(in srgb, var(--good) 14%, var(--paper)); }
button[disabled] { color: var(--quiet); cursor: not-allowed; border-style: dashed; }
input[type="text"], textarea, select {
  font: inherit; width: 100%; min-height: 44px; padding: .4rem .6rem; border: 1px solid var(--quiet);
  border-radius: .5rem; background: var(--paper); color: var(--ink);
}
label { display: block; font-weight: 600; margin: .5rem 0 .25rem; }
form.inline { display: inline-block; margin: .25rem .25rem .25rem 0; }
details { margin: .5rem 0; }
figure { margin: .5rem 0 1.5rem; overflow-x: auto; }
summary { cursor: pointer; padding: .6rem 0; font-weight: 600; }
.record { padding-left: 0; list-style: none; font-size: .92rem; }
.record > li { border-bottom: 1px solid var(--line); padding: .3rem 0; }
.decide { margin-top: 1rem; }
.decide button { min-height: 48px; width: 100%; }
.pinned { position: sticky; bottom: 0; background: var(--paper); border-top: 1px solid var(--line); padding: .6rem 0; display: flex; gap: .6rem; }
.pinned > * { flex: 1; text-align: center; }
.pinned .button, .pinned button { display: flex; align-items: center; justify-content: center; min-height: 48px; width: 100%; padding-left: .4rem; padding-right: .4rem; }
@media (max-width: 40rem) {
  .wide thead { position: absolute; left: -100rem; }
  .wide, .wide tbody, .wide tr, .wide td, .wide th { display: block; border: 0; padding: 0; }
  .phone-label { display: inline; color: var(--quiet); }
  .diff thead, .diff .twin { display: none; }
  .diff, .diff tbody, .diff tr, .diff td { display: block; }
  .wide tr { border-bottom: 1px solid var(--line); padding: .5rem 0; }
}
@media (min-width: 40rem) {
  td, th { overflow-wrap: break-word; }
  td details, th details { overflow-wrap: anywhere; }
}
@media (min-width: 60rem) {
  @supports selector(::details-content) {
    .menu > summary { display: none; }
    .menu::details-content { content-visibility: visible; display: block; }
    .menu nav { position: static; border: 0; padding: 0; }
    .menu ul { display: flex; }
  }
}
@media (min-width: 60rem) { .decide { max-width: 32rem; } }
`;
