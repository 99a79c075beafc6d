// How the server is started: `java` itself, never the shell launcher.
import type { Java } from './java.js';

/** The command line behind `java` for a command of Pagewalk, with further options for the JVM. */
export function commandLine(java: Java, jar: string, command: string[], options: string[] = []): string[] {
  const log = java.release < 24
    ? '-Xlog:all=warning,cds*=off:stderr' : '-Xlog:all=warning,cds*=off,aot*=off:stderr';
  // What the virtual machine has to say must not come between the messages of the protocol.
  return ['-XX:+UseSerialGC', '-Xss16m', '-Xmx1g', '-Xlog:disable', log, ...options, '-jar', jar, ...command];
}
