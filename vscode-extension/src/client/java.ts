// Which Java runs the server. Knows nothing of VS Code, so that the tests need none.
import { execFile, type ExecFileException } from 'node:child_process';
import { existsSync, readdirSync, realpathSync, statSync } from 'node:fs';
import * as path from 'node:path';

export const OLDEST = 21;

/** Milliseconds for a candidate to say what it is. */
const PATIENCE = 10_000;

/** A Java that can be started. */
export interface Java {
  /** The executable. */
  path: string;
  /** Its feature release: 21, 25, ... */
  release: number;
  /** As it says itself. */
  version: string;
}

/** One that was looked at and cannot be used, and what it printed. */
export interface Refused {
  path: string;
  why: string;
}

export interface Search {
  found?: Java;
  refused: Refused[];
}

/** Where to look. */
export interface Places {
  /** The setting: a JDK, its `bin`, or the executable; if it is set nothing else is looked at. */
  setting: string;
  /** The runtime in the extension, if there is one. */
  bundled: string;
  environment: NodeJS.ProcessEnv;
  /** Folders that hold JDKs. */
  folders: string[];
}

export const USUAL_FOLDERS = [
  '/usr/lib/jvm', '/usr/java', '/opt/java', '/opt', '/Library/Java/JavaVirtualMachines', 'C:\\Program Files\\Java',
];

/** What is said where there is nothing to refuse. */
export const NOWHERE = `no Java was found: not in JAVA_HOME, not on the path, and not in ${USUAL_FOLDERS.slice(0, 4).join(', ')}`;

const NAME = process.platform === 'win32' ? 'java.exe' : 'java';

function executable(home: string): string {
  return path.join(home, 'bin', NAME);
}

/** What could be a Java, the best guess first, each once whatever its names; a setting excludes all else. */
export function candidates(places: Places): string[] {
  if (places.setting) {
    return [[places.setting, path.join(places.setting, NAME)].find(isFile) ?? executable(places.setting)];
  }
  const found = [executable(places.bundled)];
  if (places.environment.JAVA_HOME) {
    found.push(executable(places.environment.JAVA_HOME));
  }
  for (const folder of (places.environment.PATH ?? '').split(path.delimiter).filter(Boolean)) {
    found.push(path.join(folder, NAME));
  }
  for (const folder of places.folders) {
    for (const name of list(folder)) {
      found.push(executable(path.join(folder, name)), executable(path.join(folder, name, 'Contents', 'Home')));
    }
  }
  const unique = new Map<string, string>();
  for (const each of found.filter(each => existsSync(each))) {
    const file = realpathSync(each);
    if (!unique.has(file)) {
      unique.set(file, each);
    }
  }
  return [...unique.values()];
}

function isFile(name: string): boolean {
  return existsSync(name) && statSync(name).isFile();
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder).sort().reverse();
  } catch {
    return [];
  }
}

/** The feature release in the output of `java -version`; undefined if it is none. */
export function release(output: string): number | undefined {
  const match = /version "(\d+)(?:\.(\d+))?/.exec(output);
  return match ? Number(match[1] === '1' ? match[2] : match[1]) : undefined;
}

/** Starts a candidate to see what it is. */
export function ask(candidate: string, patience = PATIENCE): Promise<Java | Refused> {
  return new Promise(resolve => {
    execFile(candidate, ['-version'], { timeout: patience }, (error, stdout, stderr) => {
      const said = (stderr || stdout || '').trim();
      const feature = release(said);
      if (error || feature === undefined) {
        const end = error ? failure(candidate, error, patience) : 'it does not say which it is';
        resolve({ path: candidate, why: said ? `${end}, and printed: ${said}` : end });
      } else if (feature < OLDEST) {
        resolve({ path: candidate, why: `it is Java ${feature}, and ${OLDEST} or newer is needed` });
      } else {
        resolve({ path: candidate, release: feature, version: said.split('\n')[0] });
      }
    });
  });
}

/** Why it did not come to its end. */
function failure(candidate: string, error: ExecFileException, patience: number): string {
  switch (error.code) {
    case 'ENOENT':
      // The file may be there, and what loads it not.
      return existsSync(candidate) ? 'it is not made for this system' : 'there is no such file';
    case 'EACCES':
      return 'it may not be executed';
    default:
      return error.killed ? `it gave no answer in ${patience / 1000} seconds`
        : error.signal ? `it was ended by ${error.signal}`
        : typeof error.code === 'number' ? `it ended with status ${error.code}` : error.message;
  }
}

/** The first that is new enough. */
export async function find(places: Places): Promise<Search> {
  const refused: Refused[] = [];
  for (const candidate of candidates(places)) {
    const answer = await ask(candidate);
    if ('release' in answer) {
      return { found: answer, refused };
    }
    refused.push(answer);
  }
  return { refused };
}
