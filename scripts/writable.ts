import { accessSync, constants, mkdirSync } from 'node:fs';
import { inProject } from './project';

/** Makes the folder of the project where it is missing. @refuses in words where it cannot be written to, which says what is lacking for that */
export function needWritable(folder: string, lacking: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
  } catch (error) {
    throw new Error(`${lacking}, and ${inProject()} cannot be written to. Start it once where it can.`, {
      cause: error,
    });
  }
}
