import assert from 'node:assert/strict';
import { mkdtempSync, mkdirSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { test } from 'node:test';
import { checkIn, isInside, library } from '../../src/client/trust.js';

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

test('a link that leaves the workspace is outside', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'pagewalk-trust-'));
  for (const name of ['work', 'elsewhere']) {
    mkdirSync(path.join(folder, name));
  }
  symlinkSync(path.join(folder, 'elsewhere'), path.join(folder, 'work/mm'));
  assert.ok(!isInside(path.join(folder, 'work/mm'), path.join(folder, 'work')));
  assert.ok(isInside(path.join(folder, 'work/not-there'), path.join(folder, 'work')));
});
