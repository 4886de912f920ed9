/** Each line differs from the others in its dashes as well, for whoever sees no colours. */
const DASHES = ["", "8 4", "2 4", "10 4 2 4", "16 4"];

/** Every colour has a contrast of 4.5 to 1 or more with the paper of its theme. */
export const THEMES = {
  light: {
    paper: "#ffffff",
    ink: "#1f2328",
    lines: ["#0550ae", "#953800", "#116329", "#a40e26", "#6639ba"],
  },
  dark: {
    paper: "#0d1117",
    ink: "#e6edf3",
    lines: ["#79c0ff", "#ffa657", "#7ee787", "#ff7b72", "#d2a8ff"],
  },
} as const;

type Theme = (typeof THEMES)[keyof typeof THEMES];

function variables({ paper, ink, lines }: Theme): string {
  const colors = lines.map((color, index) => `--line-${index}:${color}`);
  return `.pitcrew-chart{--paper:${paper};--ink:${ink};${colors.join(";")}}`;
}

/** For a page whose reader has chosen a theme, whatever their system wants. */
export const CHOSEN_THEMES = Object.entries(THEMES)
  .map(([name, theme]) => `[data-theme="${name}"] ${variables(theme)}`)
  .join("");

/** Every rule begins with our class, because within a page it holds for the whole page. */
export const CHART_STYLE = [
  variables(THEMES.light),
  `@media(prefers-color-scheme:dark){${variables(THEMES.dark)}}`,
  ".pitcrew-chart{color:var(--ink);font:12px system-ui,sans-serif;max-width:100%;height:auto}",
  ".pitcrew-chart text{fill:currentColor}",
  ".pitcrew-chart .title{font-size:15px;font-weight:600}",
  ".pitcrew-chart .end{text-anchor:end}",
  ".pitcrew-chart .middle{text-anchor:middle}",
  ".pitcrew-chart .paper{fill:var(--paper)}",
  ".pitcrew-chart .grid{stroke:currentColor;stroke-opacity:.2}",
  ".pitcrew-chart .mark{stroke:currentColor;stroke-dasharray:3 3}",
  ".pitcrew-chart .strong{font-weight:600}",
  ".pitcrew-chart .box{fill:var(--paper);stroke:currentColor;stroke-opacity:.6}",
  ".pitcrew-chart .way{fill:none;stroke:currentColor;stroke-opacity:.6}",
  ".pitcrew-chart .rescue{stroke-dasharray:5 4}",
  ".pitcrew-chart .taken{stroke-width:3;stroke-opacity:1}",
  ".pitcrew-chart .arrow{fill:currentColor}",
  ".pitcrew-chart .line{fill:none;stroke-width:2;stroke-linecap:round;stroke-linejoin:round}",
].join("");

/** A part of a bar, with a border that sets it off from the next one without colours. */
export function fillLook(colour: number): string {
  return `fill="var(--line-${colour % THEMES.light.lines.length})" stroke="var(--paper)"`;
}

/** Colours come round before dashes do, so that twenty-five lines can be told apart. */
export function lineLook(index: number): string {
  const colors = THEMES.light.lines.length;
  const dash = DASHES[(index + Math.floor(index / colors)) % DASHES.length] ?? "";
  const dashes = dash === "" ? "" : ` stroke-dasharray="${dash}"`;
  return `stroke="var(--line-${index % colors})"${dashes}`;
}
