// What may be done in a folder that the user has not trusted.
import { realpathSync } from 'node:fs';
import * as path from 'node:path';

export type Check = 'onType' | 'onSave' | 'never';

/** Nothing is checked until the folder is trusted. */
export function checkIn(isTrusted: boolean, wanted: Check): Check {
  return isTrusted ? wanted : 'never';
}

/** The folder of another library, or why it is not used. */
export function library(
  isTrusted: boolean, setting: string, workspace: string | undefined,
): { folder?: string; refusal?: string } {
  if (!setting) {
    return {};
  }
  const folder = path.resolve(workspace ?? '/', setting);
  if (!isTrusted && (!workspace || !isInside(folder, workspace))) {
    return { refusal: `the library ${folder} is outside the workspace, which is not trusted` };
  }
  return { folder };
}

/** Whether a path stays in the workspace, links followed. */
export function isInside(file: string, workspace: string): boolean {
  const way = path.relative(real(workspace), real(file));
  return way === '' || (!way.startsWith('..') && !path.isAbsolute(way));
}

/** What does not exist leads nowhere but where its name says. */
function real(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    return file;
  }
}
