// Makes the .vsix: `npm run package -- --target linux-x64` with the server and a runtime of the JDK that builds it,
// without `--target` with the server alone. The server is language-server/target/pagewalk.jar, from `mvn package`.
// `--jar FILE` takes another, `--out FOLDER` says where the .vsix goes, and `--release VERSION` gives it another version.
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import './build.mjs';

const here = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const option = name => {
  const at = process.argv.indexOf(name);
  return at < 0 ? undefined : process.argv[at + 1];
};
const target = option('--target');
const out = path.resolve(option('--out') ?? path.join(here, 'target'));
const jar = path.resolve(option('--jar') ?? path.join(here, '../language-server/target/pagewalk.jar'));
const own = `${process.platform}-${process.arch}`;
if (!existsSync(jar)) {
  fail(`${jar} is missing: run \`mvn package\` first, or name another with --jar`);
}
if (target && target !== own) {
  fail(`a runtime for ${target} can only be made there: this is ${own}`);
}

process.chdir(here);
mkdirSync('server', { recursive: true });
mkdirSync(out, { recursive: true });
if (jar !== path.resolve('server/pagewalk.jar')) {
  try {
    // As the launcher of a checkout does after a build: starts with an archive of classes are faster.
    execFileSync(tool('java'), ['-cp', jar, 'dev.pagewalk.ls.launch.RecentClasses', jar, 'server/pagewalk.jar'], { stdio: 'ignore' });
  } catch {
    // A Java that is too old; or a jar that only names another.
    copyFileSync(jar, 'server/pagewalk.jar');
  }
}
copyFileSync('../LICENSE', 'LICENSE');
rmSync('runtime', { recursive: true, force: true });
if (target) {
  execFileSync(tool('jlink'), [
    '--add-modules', 'java.base,java.logging,jdk.unsupported,java.management,jdk.zipfs', '--strip-debug',
    '--no-header-files', '--no-man-pages', '--output', 'runtime',
  ], { stdio: 'inherit' });
}
const version = option('--release') ?? JSON.parse(execFileSync('node', ['-p', 'JSON.stringify(require("./package.json"))'])).version;
const file = path.join(out, `pagewalk-${target ? target + '-' : ''}${version}.vsix`);
execFileSync('node_modules/.bin/vsce', [
  'package', version, '--no-update-package-json', '--no-git-tag-version', '--no-dependencies', '--skip-license',
  '--allow-missing-repository', '--no-rewrite-relative-links', '--out', file,
  ...(target ? ['--target', target] : []),
], { stdio: 'inherit' });
console.log(file);

function tool(name) {
  const home = process.env.JAVA_HOME;
  return home ? path.join(home, 'bin', name) : name;
}

function fail(why) {
  console.error(`package: ${why}`);
  process.exit(2);
}
