// The page of the trace view. Knows nothing of VS Code, so that the tests need none.
import { momentOfKey, showPhases, showRows } from './traceScript.js';

/** What is drawn: the answer of the server, or of the debugger. */
export interface Picture {
  title: string;
  message: string;
  steps: number;
  svg: string;
  graph?: string;
}

const STYLE = `
  html, body { height: 100%; }
  body { padding: 0; margin: 0 0.6rem; display: flex; flex-direction: column; box-sizing: border-box; }
  header p { margin: 0.4rem 0 0; }
  .walk { display: flex; gap: 0.6rem; align-items: center; padding: 0.3rem 0; }
  .walk input { flex: 1; }
  .wrong-word { color: var(--vscode-errorForeground); }
  .views { flex: 1; min-height: 0; display: flex; gap: 0.6rem; }
  .picture { overflow: auto; min-height: 0; min-width: 0; }
  .lanes { flex: 0 0 auto; }
  .state { flex: 1 1 0; }
  .state:empty { display: none; }
  .state svg { max-width: 100%; height: auto; }
  .stacked .views { flex-direction: column-reverse; }
  .stacked .lanes { flex: 1 1 0; }
  .stacked .state { flex: none; max-height: 45%; resize: vertical;
    border-bottom: 1px solid var(--vscode-widget-border, var(--vscode-contrastBorder, transparent)); }
  .stacked .state svg { max-width: max(100%, 44rem); }
  svg.pw { --pw-fg: var(--vscode-editor-foreground) !important; --pw-dim: var(--vscode-descriptionForeground) !important;
    --pw-line: var(--vscode-widget-border, var(--vscode-contrastBorder, #8884)) !important;
    --pw-bad: var(--vscode-errorForeground) !important; --pw-bg: var(--vscode-editor-background) !important;
    --pw-bad-bg: var(--vscode-inputValidation-errorBackground) !important;
    --pw-place-bg: var(--vscode-inputValidation-warningBackground) !important;
    --pw-write: var(--vscode-charts-purple) !important; --pw-read: var(--vscode-charts-blue) !important;
    font-family: var(--vscode-editor-font-family) !important; }
  .vscode-high-contrast svg.pw .top, .vscode-high-contrast-light svg.pw .top { fill: none; stroke: var(--pw-fg); opacity: 1; }
  .vscode-high-contrast svg.pw .future, .vscode-high-contrast-light svg.pw .future { opacity: 0.6; }
  .vscode-high-contrast svg.pw .new > .wash, .vscode-high-contrast-light svg.pw .new > .wash {
    stroke: var(--vscode-contrastActiveBorder); stroke-width: 1.5; }
`;

/** A page that runs only the script with {@link nonce} and loads nothing else. */
export function tracePage(picture: Picture, moment: number, nonce: string): string {
  const policy = `default-src 'none'; style-src 'unsafe-inline'; script-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${escaped(picture.title)}</title><style>${STYLE}</style></head>
<body class="trace"><header>
<p><b id="title">${escaped(picture.title)}</b> <span id="message" class="wrong-word">${escaped(picture.message)}</span></p>
<div class="walk"><label for="step">step</label>
<input id="step" type="range" min="0" max="${picture.steps}" value="${moment}"><output></output></div></header>
<div class="views"><div class="picture lanes" tabindex="-1">${picture.svg}</div>
<div class="picture state" tabindex="-1">${picture.graph ?? ''}</div></div>
<script nonce="${nonce}">${SCRIPT}</script></body></html>`;
}

export function escaped(text: string): string {
  return text.replace(/[&<>"]/g, each => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[each] ?? each);
}

/** Runs in the page. What it is told comes from the extension; the pictures are the server's, and may run nothing. */
const SCRIPT = `
const showPhases = ${showPhases.toString()};
const showRows = ${showRows.toString()};
const momentOfKey = ${momentOfKey.toString()};
const editor = acquireVsCodeApi();
const find = name => document.querySelector(name);
const slider = find('#step'), output = find('output'), lanes = find('.lanes'), state = find('.state');
let rows = [], phases = [];
const now = () => Number(slider.value);
const stepOf = row => Number(row.dataset.step || 0);
// States may be made a quarter smaller to stand beside the lanes; where that is not enough they go above them.
function arrange() {
  const width = of => of.querySelector('svg')?.width.baseVal.value ?? 0;
  document.body.classList.toggle('stacked', document.body.clientWidth < width(lanes) + 0.75 * width(state) + 30);
}
window.addEventListener('resize', arrange);
function gather() {
  arrange();
  rows = [...document.querySelectorAll('.lanes .step, .lanes .call')];
  phases = [...document.querySelectorAll('.state [data-from]')];
}
function show() {
  showRows(rows, now());
  showPhases(phases, now());
  output.textContent = now() + ' of ' + slider.max;
  rows.find(row => stepOf(row) === Math.max(1, now()))?.scrollIntoView({ block: 'nearest' });
  state.querySelector('.new')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}
function keep(picture) {
  editor.setState({ ...editor.getState(), ...(picture ? { picture } : {}), moment: now() });
}
function goTo(step, opens) {
  slider.value = String(step);
  show();
  keep();
  const row = rows.find(each => stepOf(each) === now());
  editor.postMessage({ step: now(), file: row?.dataset.file, line: row ? Number(row.dataset.line) : undefined, opens });
}
slider.addEventListener('input', () => goTo(now(), false));
lanes.addEventListener('click', event => {
  const row = event.target.closest('.step');
  if (row) goTo(stepOf(row), true);
});
document.addEventListener('keydown', event => {
  const to = momentOfKey(event.key, now(), Number(slider.max));
  if (to !== undefined && !event.ctrlKey && !event.altKey && !event.metaKey) {
    event.preventDefault();
    goTo(to, false);
  }
  if (event.key === 'Enter') goTo(now(), true);
});
window.addEventListener('message', event => {
  const { picture, moment } = event.data;
  if (picture) {
    find('#title').textContent = picture.title;
    find('#message').textContent = picture.message;
    lanes.innerHTML = picture.svg;
    state.innerHTML = picture.graph ?? '';
    slider.max = String(picture.steps);
    gather();
  }
  if (moment !== undefined) slider.value = String(moment);
  show();
  keep(picture);
});
gather();
show();
editor.postMessage({ ready: true });
`;
