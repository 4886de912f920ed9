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

function variables(colours: Readonly<Record<string, string>>): string {
  const each = Object.entries(colours).map(([name, colour]) => `--${name}:${colour}`);
  return `:root{${each.join(";")}}`;
}

/** Laid out for a phone first; more room is given to the same things. Nothing moves. */
export const STYLESHEET = `${variables(COLOURS.light)}
@media (prefers-color-scheme: dark) {
  ${variables(COLOURS.dark)}
}
* { box-sizing: border-box; }
html { color-scheme: light dark; scroll-padding-bottom: 6rem; }
body {
  margin: 0; background: var(--paper); color: var(--ink);
  font: 16px/1.5 system-ui, sans-serif; overflow-wrap: anywhere;
}
main, body > header, .solo, #standing { max-width: 68rem; margin: 0 auto; padding: 0 1rem; }
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
button[disabled] { color: var(--quiet); cursor: not-allowed; border-style: dashed; }
input[type="text"], textarea {
  font: inherit; width: 100%; min-height: 44px; padding: .4rem .6rem; border: 1px solid var(--quiet);
  border-radius: .5rem; background: var(--paper); color: var(--ink);
}
label { display: block; font-weight: 600; margin: .5rem 0 .25rem; }
form.inline { display: inline-block; margin: .25rem .25rem .25rem 0; }
details { margin: .5rem 0; }
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
  .wide tr { border-bottom: 1px solid var(--line); padding: .5rem 0; }
}
@media (min-width: 60rem) { .decide { max-width: 32rem; } }
`;
