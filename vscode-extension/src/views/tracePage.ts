// The page of the trace view. Knows nothing of VS Code, so that the tests need none. Its frame, its looks and what it does
// with pictures are those of the page that `pagewalk show --html` writes: there is one of each, in the interpreter.
import frame from '../../../interpreter/src/main/resources/dev/pagewalk/report/picture/trace.html';
import looks from '../../../interpreter/src/main/resources/dev/pagewalk/report/picture/trace.css';
import script from '../../../interpreter/src/main/resources/dev/pagewalk/report/picture/trace.page.js';
import type { Pictures } from '../protocol/trace.js';

/** What is drawn: the answer of the server, or of the debugger. */
export interface Picture extends Pictures {
  title: string;
  message: string;
  steps: number;
}

/** What the page is told. */
export interface Told {
  /** All pictures anew; else only the moment. */
  picture?: Picture;
  moment?: number;
  /** Whether somebody can go where the pictures do not reach: a debugger, which then has others. */
  reaches?: boolean;
  /** Whether everything is shown; undefined while nobody has chosen. */
  all?: boolean;
}

const STYLE = `
  html, body { height: 100%; }
  body { padding: 0; margin: 0 0.6rem; display: flex; flex-direction: column; box-sizing: border-box; }
  header p { margin: 0.4rem 0 0; }
  .wrong-word { color: var(--vscode-errorForeground); }
  .trace { flex: 1; min-height: 0; display: flex; flex-direction: column; }
  .legend[open] { max-height: 50%; overflow: auto; flex: none; }
  .views { flex: 1; min-height: 0; align-items: stretch; }
  .picture { min-height: 0; }
  .stacked > .views > .lanes { flex: 1 1 0; }
  .stacked > .views > .state { flex: none; max-height: 50%; resize: vertical;
    border-bottom: 1px solid var(--vscode-widget-border, var(--vscode-contrastBorder, transparent)); }
  .walk button { border-color: var(--vscode-button-border, var(--vscode-descriptionForeground)); }
  .walk :focus-visible, .legend summary:focus-visible, .picture:focus-visible { outline-color: var(--vscode-focusBorder) !important; }
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

/** A page that runs only the script with {@link nonce} and loads nothing else; `told` is what it shows to begin with. */
export function tracePage(told: Told & { picture: Picture }, nonce: string): string {
  const { title, message } = told.picture;
  const policy = `default-src 'none'; style-src 'unsafe-inline'; script-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${escaped(title)}</title><style>${looks}${STYLE}</style></head>
<body><header>
<p><b id="title">${escaped(title)}</b> <span id="message" class="wrong-word">${escaped(message)}</span></p></header>
<div class="trace">${frame}</div>
<script nonce="${nonce}">${script}${SCRIPT}hear(${literal(told)});</script></body></html>`;
}

/** A value as it can stand in a script of a page, which no text in it ends. */
export function literal(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}

export function escaped(text: string): string {
  return text.replace(/[&<>"]/g, each => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[each] ?? each);
}

/** What the page does in VS Code. The pictures are the server's, and may run nothing. */
const SCRIPT = `
const editor = acquireVsCodeApi();
let kept = {};
const keep = more => { kept = { ...kept, ...more }; editor.setState(kept); };
const walk = walkThrough(document.querySelector('.trace'), {
  moved(step, row, opens) {
    keep({ moment: step });
    editor.postMessage({ step, file: row?.dataset.file, line: row ? Number(row.dataset.line) : undefined, opens });
  },
  chose(all) {
    keep({ all });
    editor.postMessage({ all });
  },
});
document.addEventListener('keydown', walk.press);
const hear = ({ picture, moment, reaches, all }) => {
  if (picture) {
    document.querySelector('#title').textContent = picture.title;
    document.querySelector('#message').textContent = picture.message;
    walk.take(picture, moment, reaches === true, all);
    keep({ picture, all });
  } else {
    walk.show(moment);
  }
  keep({ moment });
};
window.addEventListener('message', event => hear(event.data));
editor.postMessage({ ready: true });
`;
