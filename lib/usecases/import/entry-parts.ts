import { decidedKeys, keysBySlug } from '@/lib/db/imported-micro-credentials';
import type { MicroCredentialRow } from '@/lib/import/micro-credential-row';
import { type Note, noteOf } from '@/lib/import/note';
import type { ImportPass } from './import-pass';

/** A row with the keys of what its entry consists of; null where the file does not say, or names what cannot be a part. */
export type RowWithParts = MicroCredentialRow & { parts: string[] | null };

/**
 * What the entries of these rows consist of. A part stands further up in the file or in the catalog, so that none contains itself; beside
 * each row, why a part that it names can be none. The file means its own entries by the words that it gives them.
 */
export async function withParts(
  { tx, listed }: ImportPass,
  given: readonly MicroCredentialRow[],
): Promise<{ rows: RowWithParts[]; problems: Note[][] }> {
  const words = [...new Set(given.flatMap(({ components }) => components ?? []))];
  const stored = await keysBySlug(tx, words);
  const decided = await decidedKeys(tx, [
    ...stored.values(),
    ...given.flatMap(({ slug, key }) => (words.includes(slug) ? [key] : [])),
    ...words.flatMap((word) => listed.get(word) ?? []),
  ]);
  const problems: Note[][] = [];
  const rows = given.map((row, index) => {
    const keys = row.components?.map((word) => ({ word, key: listed.get(word) ?? stored.get(word) })) ?? null;
    const found = keys?.flatMap(({ word, key }) => {
      if (key === undefined) return [noteOf('components/not-listed', { word })];
      return decided.has(key) ? [noteOf('components/fixed', { word })] : [];
    });
    problems[index] = found ?? [];
    if (problems[index].length === 0 && !listed.has(row.slug)) listed.set(row.slug, row.key);
    return { ...row, parts: keys?.flatMap(({ key }) => key ?? []) ?? null };
  });
  return { rows, problems };
}
