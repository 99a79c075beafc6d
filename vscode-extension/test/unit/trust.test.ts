import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkIn, library } from '../../src/client/trust.js';

test('nothing is checked in a folder that is not trusted', () => {
  assert.equal(checkIn(false, 'onType'), 'never');
  assert.equal(checkIn(true, 'onSave'), 'onSave');
});

test('a library outside the workspace needs trust', () => {
  assert.deepEqual(library(false, 'mm', '/work'), { folder: '/work/mm' });
  assert.ok(library(false, '/elsewhere/mm', '/work').refusal?.includes('/elsewhere/mm'));
  assert.ok(library(false, '../mm', '/work').refusal);
  assert.ok(library(false, '/work-too/mm', '/work').refusal);
  assert.ok(library(false, '/elsewhere/mm', undefined).refusal);
  assert.deepEqual(library(true, '/elsewhere/mm', '/work'), { folder: '/elsewhere/mm' });
  assert.deepEqual(library(false, '', '/work'), {});
});
