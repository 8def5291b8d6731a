import { readFileSync } from 'node:fs';
import { inProject } from '@/scripts/project';

/** The text of one of our own files. */
export function readProject(...parts: string[]): string {
  return readFileSync(inProject(...parts), 'utf8');
}
