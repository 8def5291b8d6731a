import { findOrganizationNamesOfEach } from '@/lib/db/organizations';
import type { MicroCredentialRow } from '@/lib/import/micro-credential-row';
import { isNearSpelling } from '@/lib/catalog/near-spelling';
import { noteOf } from '@/lib/import/note';
import { foldedName } from '@/lib/micro-credential/natural-key';
import type { ImportPass, Verdict } from './import-pass';

/** A list with more names than that is one of organizations, not of a few with a slip among them. @units different names of a file */
const mostCompared = 500;

/** Says beside new entries which name in them is much like that of another organization, of the catalog or further up in the file: a slip would make a second one. */
export async function askAboutNames(
  { tx, names, writes }: Pick<ImportPass, 'tx' | 'names' | 'writes'>,
  added: readonly MicroCredentialRow[],
  rows: readonly MicroCredentialRow[],
  verdicts: readonly Verdict[],
): Promise<Verdict[]> {
  const unasked = [...new Set(added.flatMap(namesIn))]
    .filter((name) => !names.has(name))
    .slice(0, mostCompared - names.size);
  // Names further up in the file are in the catalog by then, or never.
  if (unasked.length > 0) await writes.settle();
  const alike = await findOrganizationNamesOfEach(tx, unasked, 5);
  for (const name of unasked) {
    const listed = alike.get(name) ?? [];
    // A name that the catalog has is no slip, whatever stands further up.
    const isListed = listed.some((other) => foldedName(other) === foldedName(name));
    names.set(name, isListed ? null : nearOne(name, [...listed, ...names.keys()]));
  }
  return verdicts.map((verdict, index) => {
    const row = rows[index];
    if (row === undefined || verdict.outcome !== 'new') return verdict;
    const near = namesIn(row).flatMap((name) => {
      const other = names.get(name);
      return other ? [noteOf('organization/near', { name, other })] : [];
    });
    return near.length === 0 ? verdict : { ...verdict, notes: [...verdict.notes, ...near] };
  });
}

function namesIn({ provider, platform, awardingBody }: MicroCredentialRow): string[] {
  return [...new Set([provider, platform, awardingBody].filter((name) => name !== null))];
}

function nearOne(name: string, others: readonly string[]): string | null {
  return others.find((other) => isNearSpelling(name, other)) ?? null;
}
