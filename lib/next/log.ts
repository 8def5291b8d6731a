/** Writes one structured line. Ids and names of things only: never bodies, query strings or personal data. */
export function logError(event: string, requestId: string, error: unknown): void {
  const name = error instanceof Error ? error.name : typeof error;
  // The first lines of a stack repeat the message, with whatever it quotes; only the places are kept.
  const stack = error instanceof Error ? error.stack?.split('\n').map((line) => line.trim()).filter((line) => line.startsWith('at ')).slice(0, 5) : undefined;
  const message = error instanceof Error ? withoutValues(error.message.split('\n').at(-1) ?? '').slice(0, 300) : undefined;
  const code = error instanceof Error && 'code' in error ? String(error.code).slice(0, 40) : undefined;
  process.stderr.write(`${JSON.stringify({ level: 'error', at: new Date().toISOString(), event, requestId, name, code, message, stack })}\n`);
}

/** Databases, mail servers and parsers quote what they could not take; that is somebody's input. */
function withoutValues(message: string): string {
  return message.replace(/"[^"]*"?/g, '"…"').replace(/(?<!\w)'[^']*'?/g, "'…'").replace(/[^\s<>()]+@[^\s<>()]+/g, '…@…');
}
