import { entriesNamed } from '@/lib/db/named-entries';
import type { Tx } from '@/lib/db/tx';
import { type CertificateName, entryMeant, nameKeyOf } from '@/lib/import/certificate-name';

/** What each name of a portion means, by its key: the one way in which imports find certificates that a row names. */
export async function resolveNames(
  tx: Tx,
  names: readonly CertificateName[],
): Promise<Map<string, ReturnType<typeof entryMeant>>> {
  const found = await entriesNamed(tx, names);
  return new Map(names.map((name) => [nameKeyOf(name), entryMeant(name, found.get(name.named) ?? [])]));
}
