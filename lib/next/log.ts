/** Writes one structured line. Ids and names of things only: never bodies, query strings or personal data. */
export function logError(event: string, requestId: string, error: unknown): void {
  const name = error instanceof Error ? error.name : typeof error;
  const stack = error instanceof Error ? error.stack?.split('\n').slice(1, 6).map((line) => line.trim()) : undefined;
  const message = error instanceof Error ? error.message.split('\n').at(-1)?.slice(0, 300) : undefined;
  process.stderr.write(`${JSON.stringify({ level: 'error', at: new Date().toISOString(), event, requestId, name, message, stack })}\n`);
}
