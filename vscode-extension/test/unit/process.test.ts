import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ServerProcess } from '../../src/client/process.js';

async function obituary(path: string, args: string[]): Promise<string> {
  const server = new ServerProcess(path, args, undefined);
  await new Promise(ended => server.child.once('close', ended).once('error', ended));
  return server.obituary();
}

test('what a server that ends has printed is told', async () => {
  assert.equal(await obituary('/bin/sh', ['-c', 'echo no memory >&2; exit 3']), '/bin/sh ended with status 3.\nno memory');
  assert.equal(await obituary('/bin/sh', ['-c', 'kill -9 $$']), '/bin/sh ended by SIGKILL.\nIt printed nothing.');
  assert.equal(await obituary('/bin/sh', ['-c', 'echo no memory; exit 1']), '/bin/sh ended with status 1.\nno memory');
  assert.match(await obituary('/nowhere/java', []), /^\/nowhere\/java could not be started\.\n.*ENOENT/);
});

test('what it has said to the client is not', async () => {
  assert.equal(await obituary('/bin/sh', ['-c', 'printf "Content-Length: 2\\r\\n\\r\\n{}"; exit 1']),
    '/bin/sh ended with status 1.\nIt printed nothing.');
});

test('of much only the end is kept', async () => {
  const said = await obituary('/bin/sh', ['-c', 'for i in $(seq 5000); do echo line $i >&2; done; exit 1']);
  assert.ok(said.endsWith('line 5000'));
  assert.ok(said.length < 2_100);
});
