// Bundles the extension into dist/extension.js.
import { build } from 'esbuild';

await build({
  entryPoints: ['src/extension.ts'],
  outfile: 'dist/extension.js',
  bundle: true,
  loader: { '.page.js': 'text', '.html': 'text', '.css': 'text' },
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  external: ['vscode'],
  sourcemap: process.argv.includes('--debug'),
  minify: !process.argv.includes('--debug'),
  legalComments: 'linked',
  logLevel: 'warning',
});
