import assert from 'node:assert/strict';
import { test } from 'node:test';
import { escaped, tracePage } from '../../src/views/tracePage.js';

const TRACE = { title: 'race <1>', oracle: 'final', message: '`count == 2` & more', steps: 4, svg: '<svg class="pw"></svg>' };

test('the page runs its own script and loads nothing', () => {
  const page = tracePage(TRACE, 'abc');
  assert.ok(page.includes(`default-src 'none'; style-src 'unsafe-inline'; script-src 'nonce-abc'`));
  assert.equal(page.match(/<script/g)?.length, 1);
  assert.ok(!/https?:/.test(page));
});

test('what the server says is text, not markup', () => {
  assert.ok(tracePage(TRACE, 'abc').includes('race &lt;1&gt;'));
  assert.equal(escaped('<a href="x">&'), '&lt;a href=&quot;x&quot;&gt;&amp;');
});

test('the slider reaches from the start to the last step', () => {
  assert.ok(tracePage(TRACE, 'abc').includes('min="0" max="4" value="4"'));
});
