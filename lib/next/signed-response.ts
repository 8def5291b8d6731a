import 'server-only';

/** Something signed, or what is needed to verify it, for whoever asks from wherever. `name`: as what it is saved. */
export function signedResponse(text: string, type: string, name?: string): Response {
  return new Response(text, {
    headers: {
      'content-type': type,
      'access-control-allow-origin': '*',
      // What was taken back is told within a minute.
      'cache-control': 'public, max-age=60',
      ...(name !== undefined && { 'content-disposition': `attachment; filename="${name}"` }),
    },
  });
}

/** The name of a file from the words of an address. */
export function fileName(...words: readonly string[]): string {
  return `${words
    .join('-')
    .replace(/[^\w-]+/g, '-')
    .slice(0, 100)}.json`;
}
