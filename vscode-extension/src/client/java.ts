// Which Java runs the server. Knows nothing of VS Code, so that the tests need none.
import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import * as path from 'node:path';

export const OLDEST = 21;

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
  /** The setting; if it is set nothing else is looked at. */
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

const NAME = process.platform === 'win32' ? 'java.exe' : 'java';

function executable(home: string): string {
  return path.join(home, 'bin', NAME);
}

/** What could be a Java, the best guess first; a setting excludes all else. */
export function candidates(places: Places): string[] {
  if (places.setting) {
    return [places.setting.endsWith(NAME) ? places.setting : executable(places.setting)];
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
  return [...new Set(found)].filter(each => existsSync(each));
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
export function ask(candidate: string): Promise<Java | Refused> {
  return new Promise(resolve => {
    execFile(candidate, ['-version'], { timeout: 10_000 }, (error, stdout, stderr) => {
      const said = (stderr || stdout || '').trim();
      const feature = release(said);
      if (error || feature === undefined) {
        resolve({ path: candidate, why: said || String(error?.message ?? 'it printed nothing') });
      } else if (feature < OLDEST) {
        resolve({ path: candidate, why: `it is Java ${feature}, and ${OLDEST} or newer is needed` });
      } else {
        resolve({ path: candidate, release: feature, version: said.split('\n')[0] });
      }
    });
  });
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
