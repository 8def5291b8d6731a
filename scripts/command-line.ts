import { parseArgs, type ParseArgsConfig } from 'node:util';

/** A mistake of whoever typed the command: shown without a stack. */
export class UsageError extends Error {}

/** Reads options; anything unknown is refused with the usage text. */
export function readOptions<Options extends NonNullable<ParseArgsConfig['options']>>(
  usage: string,
  options: Options,
  files: number,
) {
  try {
    const { values, positionals } = parseArgs({ options, allowPositionals: true, strict: true });
    if (positionals.length !== files)
      throw new UsageError(files === 0 ? `Unexpected: ${positionals.join(' ')}` : 'Name exactly one file.');
    return { values, positionals };
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  }
}

/** Runs a command to its end and gives its exit code; a mistake in the command is a sentence, not a stack. */
export async function runCommand(work: () => Promise<number>): Promise<never> {
  try {
    process.exit(await work());
  } catch (error) {
    console.error(error instanceof UsageError ? error.message : error);
    process.exit(error instanceof UsageError ? 2 : 1);
  }
}
