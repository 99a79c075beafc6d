import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { changed } from '../../src/views/textChange.js';

test('the lines in which two texts differ', () => {
  assert.deepEqual(changed('a\nb\nc\n', 'a\nx\ny\nc\n'), { before: 'b\n', after: 'x\ny\n' });
  assert.deepEqual(changed('a\na\n', 'a\n'), { before: 'a\n', after: '' });
  assert.deepEqual(changed('a\n', 'a\n'), { before: '', after: '' });
});

test('the first race says how it is fixed', () => {
  const [race, fixed] = ['first-race', 'first-race-fixed'].map(name => readFileSync(`media/walkthrough/${name}.pw`, 'utf8'));
  const change = changed(race, fixed);
  const comment = /The kernel writes:\n *\/\/ (.*)\n/.exec(change.before)?.[1];
  assert.ok(comment && change.after.includes(`\n    ${comment}\n`), change.after);
  assert.equal(race.split(change.before).length, 2);
});
