import { existsSync } from 'node:fs';
import { inProject } from './project';

/**
 * Reads the settings that an operator keeps in `.env`, for every command that works on an installation: one that looked past them would
 * work on another database than the product does. What the environment says already stands. Ends the command, in words, where the file is
 * there and cannot be read.
 */
export function readSettings(file = inProject('.env')): void {
  if (!existsSync(file)) return;
  try {
    process.loadEnvFile(file);
  } catch (error) {
    console.error(
      `The settings in ${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    );
    process.exit(1);
  }
}
