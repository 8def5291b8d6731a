/** Writes one structured line: when, what, in which request. Ids and names of things only: never bodies, query strings or personal data. */
export function writeLine(
  level: 'info' | 'warn' | 'error',
  event: string,
  requestId: string,
  facts: object,
): void {
  process.stderr.write(
    `${JSON.stringify({ level, at: new Date().toISOString(), event, requestId, ...facts })}\n`,
  );
}

/** Writes what went wrong on our side, without what it was about. */
export function logError(event: string, requestId: string, error: unknown): void {
  const name = error instanceof Error ? error.name : typeof error;
  // The first lines of a stack repeat the message, with whatever it quotes; only the places are kept.
  const stack =
    error instanceof Error
      ? error.stack
          ?.split('\n')
          .map((line) => line.trim())
          .filter((line) => line.startsWith('at '))
          .slice(0, 5)
      : undefined;
  const message =
    error instanceof Error ? withoutValues(error.message.split('\n').at(-1) ?? '').slice(0, 300) : undefined;
  const code = error instanceof Error && 'code' in error ? String(error.code).slice(0, 40) : undefined;
  writeLine('error', event, requestId, { name, code, message, stack });
}

/** Databases, mail servers and parsers quote what they could not take; that is somebody's input. */
function withoutValues(message: string): string {
  return message
    .replace(/"[^"]*"?/g, '"…"')
    .replace(/(?<!\w)'[^']*'?/g, "'…'")
    .replace(/[^\s<>()]+/g, (word) => (word.indexOf('@') > 0 ? '…@…' : word));
}
