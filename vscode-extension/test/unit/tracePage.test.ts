import assert from 'node:assert/strict';
import { test } from 'node:test';
import { escaped, tracePage } from '../../src/views/tracePage.js';

const PICTURE = {
  title: 'race <1>', message: '`count == 2` & more', steps: 4, svg: '<svg class="pw"></svg>', graph: '<svg class="pw graph"></svg>',
};

test('the page runs its own script and loads nothing', () => {
  const page = tracePage(PICTURE, 4, 'abc');
  assert.ok(page.includes(`default-src 'none'; style-src 'unsafe-inline'; script-src 'nonce-abc'`));
  assert.equal(page.match(/<script/g)?.length, 1);
  assert.ok(!/https?:/.test(page));
});

test('what the server says is text, not markup', () => {
  assert.ok(tracePage(PICTURE, 4, 'abc').includes('race &lt;1&gt;'));
  assert.equal(escaped('<a href="x">&'), '&lt;a href=&quot;x&quot;&gt;&amp;');
});

test('the slider reaches from the start to the last step, and stands where it is told', () => {
  assert.ok(tracePage(PICTURE, 4, 'abc').includes('min="0" max="4" value="4"'));
  assert.ok(tracePage(PICTURE, 2, 'abc').includes('min="0" max="4" value="2"'));
});

test('lanes and graph stand beside each other; a trace without a graph has lanes', () => {
  assert.ok(tracePage(PICTURE, 4, 'abc').includes('<div class="picture state" tabindex="-1"><svg class="pw graph">'));
  assert.ok(tracePage({ ...PICTURE, graph: undefined }, 4, 'abc').includes('<div class="picture state" tabindex="-1"></div>'));
});

test('the script is one that a browser can read', () => {
  const script = /<script[^>]*>([^]*)<\/script>/.exec(tracePage(PICTURE, 4, 'abc'))?.[1] ?? '';
  assert.doesNotThrow(() => new Function(script));
  assert.ok(script.includes('acquireVsCodeApi'));
});
