import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { test } from 'node:test';
import { ask, candidates, find, release, type Places } from '../../src/client/java.js';
import { commandLine } from '../../src/client/launch.js';

const folder = mkdtempSync(path.join(tmpdir(), 'pagewalk-java-'));

/** A folder with a `java` that prints `said` and ends with `status`. */
function fake(name: string, said: string, status = 0): string {
  const home = path.join(folder, name);
  mkdirSync(path.join(home, 'bin'), { recursive: true });
  const file = path.join(home, 'bin', 'java');
  writeFileSync(file, `#!/bin/sh\necho '${said}' >&2\nexit ${status}\n`);
  chmodSync(file, 0o755);
  return home;
}

const NOWHERE: Places = { setting: '', bundled: '/nowhere', environment: {}, folders: [] };
const OLD = fake('old', 'openjdk version "17.0.9" 2023-10-17');
const ANCIENT = fake('ancient', 'java version "1.8.0_392"');
const GOOD = fake('good', 'openjdk version "21.0.4" 2024-07-16');
const NEW = fake('new', 'openjdk version "25" 2025-09-16');
const BROKEN = fake('broken', 'Error: could not find libjava.so', 2);

test('releases are read off what Java says', () => {
  assert.equal(release('openjdk version "21.0.4" 2024-07-16'), 21);
  assert.equal(release('openjdk version "25-ea" 2025-09-16'), 25);
  assert.equal(release('java version "1.8.0_392"'), 8);
  assert.equal(release('segmentation fault'), undefined);
});

test('the runtime in the extension comes first', async () => {
  const search = await find({ ...NOWHERE, bundled: NEW, environment: { JAVA_HOME: GOOD } });
  assert.equal(search.found?.path, path.join(NEW, 'bin', 'java'));
});

test('without one, JAVA_HOME, the path and the usual folders are gone through', async () => {
  const search = await find({ ...NOWHERE, environment: { JAVA_HOME: OLD, PATH: path.join(BROKEN, 'bin') }, folders: [folder] });
  assert.ok((search.found?.release ?? 0) >= 21);
  assert.deepEqual(search.refused.map(each => path.basename(path.dirname(path.dirname(each.path)))).slice(0, 2),
    ['old', 'broken']);
});

test('a setting excludes all else', async () => {
  const search = await find({ ...NOWHERE, setting: ANCIENT, environment: { JAVA_HOME: GOOD } });
  assert.equal(search.found, undefined);
  assert.equal(search.refused[0].why, 'it is Java 8, and 21 or newer is needed');
});

test('the executable itself can be set', () => {
  const java = path.join(GOOD, 'bin', 'java');
  assert.deepEqual(candidates({ ...NOWHERE, setting: java }), [java]);
});

test('the folder may have any name, and its bin is as good', () => {
  const home = fake('java', 'openjdk version "21.0.4" 2024-07-16');
  const java = path.join(home, 'bin', 'java');
  assert.deepEqual(candidates({ ...NOWHERE, setting: home }), [java]);
  assert.deepEqual(candidates({ ...NOWHERE, setting: path.join(home, 'bin') }), [java]);
});

test('one with several names is asked once', () => {
  const links = path.join(folder, 'links');
  mkdirSync(links);
  symlinkSync(OLD, path.join(links, 'a'));
  symlinkSync(OLD, path.join(links, 'b'));
  assert.deepEqual(candidates({ ...NOWHERE, environment: { JAVA_HOME: OLD }, folders: [links] }), [path.join(OLD, 'bin', 'java')]);
});

test('a broken Java is told with what it printed', async () => {
  const why = async (home: string, patience?: number): Promise<string> => {
    const answer = await ask(path.join(home, 'bin', 'java'), patience);
    assert.equal(answer.path, path.join(home, 'bin', 'java'));
    return 'why' in answer ? answer.why : 'none';
  };
  assert.equal(await why(BROKEN), 'it ended with status 2, and printed: Error: could not find libjava.so');
  assert.equal(await why(fake('odd', 'hello')), 'it does not say which it is, and printed: hello');
  assert.equal(await why(fake('silent', '', 1)), 'it ended with status 1');
  assert.equal(await why('/nowhere'), 'there is no such file');
  const foreign = fake('foreign', '');
  writeFileSync(path.join(foreign, 'bin', 'java'), '#!/nowhere/loader\n');
  assert.equal(await why(foreign), 'it is not made for this system');
  chmodSync(path.join(foreign, 'bin', 'java'), 0o644);
  assert.equal(await why(foreign), 'it may not be executed');
});

test('one that gives no answer is not waited for', async () => {
  const hanging = fake('hanging', '');
  writeFileSync(path.join(hanging, 'bin', 'java'), '#!/bin/sh\nexec sleep 60\n');
  assert.deepEqual(await ask(path.join(hanging, 'bin', 'java'), 300),
    { path: path.join(hanging, 'bin', 'java'), why: 'it gave no answer in 0.3 seconds' });
});

test('no Java at all', async () => {
  assert.deepEqual(await find(NOWHERE), { refused: [] });
});

test('the command line fits the release', () => {
  assert.ok(commandLine({ path: 'java', release: 25, version: '' }, 'x.jar', ['lsp']).some(each => each.includes('aot')));
  assert.ok(!commandLine({ path: 'java', release: 21, version: '' }, 'x.jar', ['lsp']).some(each => each.includes('aot')));
});
