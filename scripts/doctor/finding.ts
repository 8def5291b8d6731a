/** What one look found: all well, something to look at, or broken; in one sentence what is so, and where needed what to do. */
export interface Finding {
  of: string;
  state: 'ok' | 'look' | 'broken';
  says: string;
}

export const ok = (of: string, says: string): Finding => ({ of, state: 'ok', says });
export const look = (of: string, says: string): Finding => ({ of, state: 'look', says });
export const broken = (of: string, says: string): Finding => ({ of, state: 'broken', says });

const wordsOf = { ok: 'ok', look: 'look at this', broken: 'broken' } as const;

/** One line, whatever somebody's error said. */
export function lineOf({ of, state, says }: Finding): string {
  return `${wordsOf[state].padEnd(14)}${of}: ${says.replaceAll(/\s+/g, ' ').trim()}`;
}

/** 0 only when nothing is broken. */
export function exitCodeOf(findings: readonly Finding[]): 0 | 1 {
  return findings.some(({ state }) => state === 'broken') ? 1 : 0;
}

/** What can be shown of an error: no address with a password in it. */
export function reasonOf(error: unknown): string {
  const said =
    error instanceof Error ? error.message || String((error as NodeJS.ErrnoException).code) : String(error);
  return said.replaceAll(/\w+:\/\/\S+/g, '…').slice(0, 300);
}
