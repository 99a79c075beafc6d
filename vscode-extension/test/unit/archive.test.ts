import assert from 'node:assert/strict';
import { appendFileSync, chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { test } from 'node:test';
import { Archive } from '../../src/client/archive.js';

/** A folder with something that stands in for Java: it notes how it is called, and writes what it is told to. */
function setUp(end = 0, release = 25): { archive: () => Archive; folder: string; calls: () => string[] } {
  const folder = mkdtempSync(path.join(tmpdir(), 'pagewalk-'));
  const java = path.join(folder, 'java');
  writeFileSync(java, `#!/bin/sh
echo "$@" >>'${folder}/calls'
for each in "$@"; do
  case $each in
    -XX:AOTCacheOutput=* | -XX:ArchiveClassesAtExit=*) echo archive >"\${each#*=}" ;;
  esac
done
exit ${end}
`);
  chmodSync(java, 0o755);
  writeFileSync(path.join(folder, 'jar'), 'a jar');
  return {
    archive: () => new Archive(path.join(folder, 'storage'), { path: java, release, version: `version "${release}"` }, path.join(folder, 'jar')),
    folder,
    calls: () => readFileSync(path.join(folder, 'calls'), 'utf8').trim().split('\n'),
  };
}

const made = (folder: string) => path.join(folder, 'storage', readdirSync(path.join(folder, 'storage'))[0]);

for (const [release, option] of [[25, '-XX:AOTCache='], [21, '-XX:SharedArchiveFile=']] as const) {
  test(`an archive for Java ${release} is made once, and used`, async () => {
    const { archive, folder, calls } = setUp(0, release);
    assert.deepEqual(archive().options({}), []);
    assert.equal(await archive().make('race.pw'), true);
    assert.equal(calls().length, 3);
    assert.ok(archive().options({})[0].startsWith(option + made(folder)));
    assert.equal(await archive().make('race.pw'), true);
    assert.equal(calls().length, 3);
  });
}

test('what cannot be made is not tried again', async () => {
  const { archive, calls } = setUp(1);
  assert.equal(await archive().make('race.pw'), false);
  assert.equal(await archive().make('race.pw'), false);
  assert.equal(calls().length, 1);
  assert.deepEqual(archive().options({}), []);
});

test('one that was written to since, or discarded, is not used', async () => {
  const { archive, folder } = setUp();
  await archive().make('race.pw');
  appendFileSync(path.join(made(folder), 'classes'), 'damage');
  assert.deepEqual(archive().options({}), []);
  archive().discard();
  assert.deepEqual(archive().options({}), []);
  assert.equal(await archive().make('race.pw'), false);
});

test('another server has another, and the old one goes', async () => {
  const { archive, folder } = setUp();
  await archive().make('race.pw');
  const old = made(folder);
  writeFileSync(path.join(folder, 'jar'), 'a newer jar');
  assert.deepEqual(archive().options({}), []);
  await archive().make('race.pw');
  assert.equal(archive().options({}).length, 2);
  assert.ok(!existsSync(old));
});

test('where the environment speaks of archives, or the storage cannot be made, there is none', async () => {
  const { archive, folder } = setUp();
  writeFileSync(path.join(folder, 'storage'), 'a file where the folder would be');
  assert.equal(await archive().make('race.pw'), false);
  const other = setUp();
  await other.archive().make('race.pw');
  assert.deepEqual(other.archive().options({ JAVA_TOOL_OPTIONS: '-Xshare:off' }), []);
});

test('another window that makes it is left to it', async () => {
  const { archive, folder, calls } = setUp();
  await archive().make('race.pw');
  renameSync(made(folder), `${made(folder)}.making`);
  assert.equal(await archive().make('race.pw'), false);
  assert.equal(calls().length, 3);
});
