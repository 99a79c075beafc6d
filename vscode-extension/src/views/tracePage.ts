// The page of the trace view. Knows nothing of VS Code, so that the tests need none.
import type { Trace } from '../protocol/trace.js';

const STYLE = `
  body { padding: 0.5rem; }
  .walk { position: sticky; top: 0; display: flex; gap: 0.6rem; align-items: center; padding: 0.3rem 0;
    background: var(--vscode-editor-background); }
  .walk input { flex: 1; }
  .wrong-word { color: var(--vscode-errorForeground); }
  .picture { overflow-x: auto; }
  svg.pw { --pw-fg: var(--vscode-editor-foreground) !important; --pw-dim: var(--vscode-descriptionForeground) !important;
    --pw-line: var(--vscode-widget-border, var(--vscode-contrastBorder, #8884)) !important;
    --pw-bad: var(--vscode-errorForeground) !important; --pw-bg: var(--vscode-editor-background) !important;
    --pw-bad-bg: var(--vscode-inputValidation-errorBackground) !important;
    --pw-place-bg: var(--vscode-inputValidation-warningBackground) !important;
    font-family: var(--vscode-editor-font-family) !important; }
`;

/** A page that runs only the script with {@link nonce} and loads nothing else. */
export function tracePage(trace: Trace, nonce: string): string {
  const policy = `default-src 'none'; style-src 'unsafe-inline'; script-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${escaped(trace.title)}</title><style>${STYLE}</style></head>
<body><div class="trace">
<p><b>${escaped(trace.title)}</b>: <span class="wrong-word">${escaped(trace.message)}</span></p>
<div class="walk"><label for="step">step</label>
<input id="step" type="range" min="0" max="${trace.steps}" value="${trace.steps}"><output></output></div>
<div class="picture">${trace.svg}</div>
</div><script nonce="${nonce}">${SCRIPT}</script></body></html>`;
}

export function escaped(text: string): string {
  return text.replace(/[&<>"]/g, each => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[each] ?? each);
}

/** Runs in the page. */
const SCRIPT = `
const editor = acquireVsCodeApi();
const slider = document.querySelector('#step'), output = document.querySelector('output');
const rows = [...document.querySelectorAll('svg .step, svg .call')];
const stepOf = row => Number(row.dataset.step || 0);
function show() {
  const now = Number(slider.value);
  let behind = false;
  for (const row of [...rows].reverse()) {
    behind = row.dataset.step === undefined ? behind : now < stepOf(row);
    row.classList.toggle('future', behind);
    row.classList.toggle('now', stepOf(row) === now);
  }
  output.textContent = now + ' of ' + slider.max;
}
function goTo(step, opens) {
  slider.value = String(step);
  show();
  const row = rows.find(each => stepOf(each) === Number(slider.value));
  if (!row) return;
  row.scrollIntoView({ block: 'nearest' });
  editor.postMessage({ file: row.dataset.file, line: Number(row.dataset.line), opens });
}
slider.addEventListener('input', () => goTo(Number(slider.value), false));
for (const row of rows) row.addEventListener('click', () => {
  if (row.dataset.step !== undefined) goTo(stepOf(row), true);
});
document.addEventListener('keydown', event => {
  const moves = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };
  if (event.target !== slider && moves[event.key] !== undefined) {
    event.preventDefault();
    goTo(Number(slider.value) + moves[event.key], false);
  }
  if (event.key === 'Enter') goTo(Number(slider.value), true);
});
show();
`;
