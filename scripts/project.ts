import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const projectRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** The folder that holds everything this installation keeps: database, secrets, keys, mail, process records. An empty name is none. */
export function homeFolder(): string {
  return path.resolve(projectRoot, process.env['CROSSWALK_HOME'] || '.crosswalk');
}

export function inProject(...parts: string[]): string {
  return path.join(projectRoot, ...parts);
}
