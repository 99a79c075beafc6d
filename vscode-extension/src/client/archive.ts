// What makes starts fast: loaded classes and the parsed kernel library in files of the extension's storage, made once for
// a Java and a server by a process in the background. Without them everything works, only later. Knows nothing of VS
// Code, so that the tests need none.
import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import * as path from 'node:path';
import type { Java } from './java.js';
import { commandLine } from './launch.js';

/** Milliseconds: more than any machine needs for one of the runs. */
const PATIENCE = 120_000;

/** Milliseconds after which a folder that is being filled was left behind by somebody. */
const ABANDONED = 600_000;

const PREFIX = 'start-';

/** The archive of one Java and one server. */
export class Archive {
  /** The folder; an empty one says that making it was tried in vain. */
  private readonly place: string;
  private maker: ChildProcess | undefined;
  private isOver = false;

  constructor(private readonly storage: string, private readonly java: Java, private readonly jar: string) {
    const { size, mtimeMs } = statSync(jar);
    const key = [java.path, java.version, jar, size, mtimeMs].join('\n');
    this.place = path.join(storage, PREFIX + createHash('sha256').update(key).digest('hex').slice(0, 16));
  }

  /** What is said to the JVM: nothing where there is no archive, or not the one that was made. */
  options(environment: NodeJS.ProcessEnv = process.env): string[] {
    const given = ['JAVA_TOOL_OPTIONS', 'JDK_JAVA_OPTIONS', '_JAVA_OPTIONS'].map(name => environment[name] ?? '').join(' ');
    // The JVM refuses to start with two opinions on archives.
    if (/Xshare|Share|AOT/.test(given) || !this.isWhole()) {
      return [];
    }
    return [this.use(path.join(this.place, 'classes')), `-Dpagewalk.trees=${path.join(this.place, 'trees')}`];
  }

  private use(classes: string): string {
    return (this.java.release < 25 ? '-XX:SharedArchiveFile=' : '-XX:AOTCache=') + classes;
  }

  /** A damaged archive can make the JVM crash: one that was written to since is as good as none. */
  private isWhole(): boolean {
    try {
      return readFileSync(path.join(this.place, 'made'), 'utf8') === seal(path.join(this.place, 'classes'));
    } catch {
      return false;
    }
  }

  /** Is not used any more: a server did not come up with it. */
  discard(): void {
    try {
      rmSync(this.place, { recursive: true, force: true });
      mkdirSync(this.place);
    } catch {
      // Then it is tried again next time.
    }
  }

  /**
   * Makes it, unless that was done before, or tried.
   *
   * @param scenario a file in which there is a race
   * @returns whether it is there now
   */
  async make(scenario: string): Promise<boolean> {
    if (existsSync(this.place)) {
      return this.isWhole();
    }
    const work = `${this.place}.making`;
    try {
      mkdirSync(this.storage, { recursive: true });
      if (existsSync(work) && statSync(work).mtimeMs < Date.now() - ABANDONED) {
        rmSync(work, { recursive: true });
      }
      mkdirSync(work);
    } catch {
      return false;   // nothing can be written, or another window is at it
    }
    try {
      const classes = path.join(work, 'classes'), trees = `-Dpagewalk.trees=${path.join(work, 'trees')}`;
      const record = (this.java.release < 25 ? '-XX:ArchiveClassesAtExit=' : '-XX:AOTCacheOutput=') + classes;
      const strict = this.java.release < 25 ? '-Xshare:on' : '-XX:AOTMode=on';
      // The first run writes the library, the second records what a run with it loads; the third says whether that is good.
      const isMade = await this.run([trees], ['rehearse', scenario]) && await this.run([record, trees], ['rehearse', scenario])
        && await this.run([strict, this.use(classes)], ['--version']);
      if (this.isOver) {
        rmSync(work, { recursive: true, force: true });
        return false;
      }
      if (isMade) {
        writeFileSync(path.join(work, 'made'), seal(classes));
      } else {
        readdirSync(work).forEach(name => rmSync(path.join(work, name), { recursive: true }));
      }
      this.others().forEach(old => rmSync(old, { recursive: true, force: true }));
      renameSync(work, this.place);
      return isMade;
    } catch {
      rmSync(work, { recursive: true, force: true });
      return false;
    }
  }

  /** Archives of earlier versions. */
  private others(): string[] {
    return readdirSync(this.storage).filter(name => name.startsWith(PREFIX) && !name.endsWith('.making'))
      .map(name => path.join(this.storage, name));
  }

  /** Whether a run ends well; it leaves the processors to everybody else. */
  private run(options: string[], command: string[]): Promise<boolean> {
    return new Promise(resolve => {
      const maker = spawn(this.java.path, commandLine(this.java, this.jar, command, options), {
        stdio: 'ignore', timeout: PATIENCE, cwd: this.storage,
      });
      this.maker = maker;
      try {
        setPriority(maker.pid ?? 0, constants.priority.PRIORITY_LOW);
      } catch {
        // It is over already.
      }
      maker.on('error', () => resolve(false));
      maker.on('exit', status => resolve(status === 0 && !this.isOver));
    });
  }

  /** Nobody waits for it any more. */
  end(): void {
    this.isOver = true;
    this.maker?.kill();
  }
}

function seal(file: string): string {
  const { size, mtimeMs } = statSync(file);
  return `${size} ${mtimeMs}`;
}
