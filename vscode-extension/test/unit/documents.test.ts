import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
const readme = readFileSync('README.md', 'utf8');

test('the README lists every setting, and no other', () => {
  const listed = [...readme.matchAll(/^\| `(pagewalk\.[A-Za-z.]+)` \|/gm)].map(match => match[1]).sort();
  assert.deepEqual(listed, Object.keys(manifest.contributes.configuration.properties).sort());
});

test('a setting that names an executable belongs to the machine', () => {
  assert.equal(manifest.contributes.configuration.properties['pagewalk.java.home'].scope, 'machine');
});

test('every picture that is named is there, and small', () => {
  const named: string[] = [...readme.matchAll(/(?:src|srcset)="([^"]+\.png)"|\]\(([^)]+\.png)\)/g)].map(match => match[1] ?? match[2]);
  for (const { steps } of manifest.contributes.walkthroughs) {
    for (const step of steps) {
      named.push(...Object.values<string>(step.media.image));
    }
  }
  assert.ok(named.length > 0);
  for (const name of named) {
    assert.ok(existsSync(name), name);
    assert.ok(readFileSync(name).length < 150_000, name);
  }
});

test('every command of the walkthrough is one', () => {
  const commands = manifest.contributes.commands.map((each: { command: string }) => each.command);
  const text = JSON.stringify(manifest.contributes.walkthroughs);
  for (const [, command] of text.matchAll(/command:(pagewalk\.[A-Za-z]+)/g)) {
    assert.ok(commands.includes(command), command);
  }
});
