import assert from 'node:assert/strict';
import { test } from 'node:test';
import { momentOfKey, showPhases, showRows } from '../../src/views/traceScript.js';

/** An element as far as the script looks at it. */
function element(dataset: Record<string, string>) {
  const classes = new Set<string>();
  return { dataset, classes, classList: { toggle: (name: string, on: boolean) => on ? classes.add(name) : classes.delete(name) } };
}

test('what is not there at a moment is hidden, what has just come is marked', () => {
  const all = [element({ from: '0', to: '2' }), element({ from: '3', to: '4' }), element({ from: '5', to: '9' })];
  const shown = (now: number) => {
    showPhases(all, now);
    return all.map(each => [...each.classes].sort().join(' '));
  };
  assert.deepEqual(shown(0), ['', 'off', 'off']);
  assert.deepEqual(shown(3), ['off', 'new', 'off']);
  assert.deepEqual(shown(4), ['off', '', 'off']);
  assert.deepEqual(shown(5), ['off', 'off', 'new']);
});

test('steps to come are dimmed, with the calls that lead to them', () => {
  const all = [element({ step: '1' }), element({}), element({ step: '2' }), element({}), element({ step: '3' })];
  showRows(all, 2);
  assert.deepEqual(all.map(each => [...each.classes].join(' ')), ['', '', 'now', 'future', 'future']);
  showRows(all, 0);
  assert.deepEqual(all.map(each => [...each.classes].join(' ')), ['future', 'future', 'future', 'future', 'future']);
});

test('keys lead to moments, and never beyond the ends', () => {
  assert.equal(momentOfKey('ArrowRight', 3, 4), 4);
  assert.equal(momentOfKey('ArrowRight', 4, 4), 4);
  assert.equal(momentOfKey('ArrowUp', 0, 4), 0);
  assert.equal(momentOfKey('PageDown', 1, 40), 11);
  assert.equal(momentOfKey('Home', 3, 4), 0);
  assert.equal(momentOfKey('End', 3, 4), 4);
  assert.equal(momentOfKey('a', 3, 4), undefined);
});
