// What may be done in a folder that the user has not trusted.
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

function isInside(folder: string, workspace: string): boolean {
  const way = path.relative(workspace, folder);
  return way === '' || (!way.startsWith('..') && !path.isAbsolute(way));
}
