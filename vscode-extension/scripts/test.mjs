// Bundles and runs the unit tests: what they test knows nothing of VS Code.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { build } from 'esbuild';

const tests = readdirSync('test/unit').filter(name => name.endsWith('.test.ts')).sort();
await build({
  entryPoints: tests.map(name => `test/unit/${name}`),
  outdir: 'target/unit',
  bundle: true,
  loader: { '.page.js': 'text', '.html': 'text', '.css': 'text' },
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  outExtension: { '.js': '.cjs' },
  logLevel: 'warning',
});
const run = spawnSync('node', ['--test', ...tests.map(name => `target/unit/${name.replace('.ts', '.cjs')}`)],
  { stdio: 'inherit' });
process.exit(run.status ?? 1);
