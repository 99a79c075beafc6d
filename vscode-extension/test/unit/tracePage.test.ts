import assert from 'node:assert/strict';
import { test } from 'node:test';
import { escaped, literal, tracePage } from '../../src/views/tracePage.js';

const PICTURE = {
  title: 'race <1>', message: '`count == 2` & more', steps: 4, svg: '<svg class="pw"></svg></script>', svgNarrow: '<svg class="pw narrow"></svg>',
};

test('the page runs its own script and loads nothing', () => {
  const page = tracePage({ picture: PICTURE, moment: 4 }, 'abc');
  assert.ok(page.includes(`default-src 'none'; style-src 'unsafe-inline'; script-src 'nonce-abc'`));
  assert.equal(page.match(/<script/g)?.length, 1);
  assert.ok(!/https?:/.test(page));
});

test('what the server says is text, not markup', () => {
  assert.ok(tracePage({ picture: PICTURE, moment: 4 }, 'abc').includes('race &lt;1&gt;'));
  assert.equal(literal({ a: '</script><!--' }), '{"a":"\\u003c/script>\\u003c!--"}');
  assert.equal(escaped('<a href="x">&'), '&lt;a href=&quot;x&quot;&gt;&amp;');
});

test('frame and looks are those of the page that `--html` writes', () => {
  const page = tracePage({ picture: PICTURE, moment: 4 }, 'abc');
  for (const part of ['class="slider"', 'class="all"', 'class="legend"', 'class="picture lanes"', 'class="picture state"']) {
    assert.ok(page.includes(part), part);
  }
  assert.ok(page.includes('.stacked > .views'));
});

test('the script is one that a browser can read', () => {
  const script = /<script[^>]*>([^]*)<\/script>/.exec(tracePage({ picture: PICTURE, moment: 4 }, 'abc'))?.[1] ?? '';
  assert.doesNotThrow(() => new Function(script));
  assert.ok(script.includes('acquireVsCodeApi') && script.includes('function walkThrough'));
});
