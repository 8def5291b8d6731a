import { Matching } from '@/lib/import/matching';
import type { ImportKind } from '@/lib/import/kind';
import { toInstant } from './codec';
import type { Tx } from './tx';

export interface RememberedMatching {
  signature: string;
  matching: Matching;
  savedByName: string;
  savedAt: string;
}

/** How files of these shapes were matched last, in the institution of the transaction. */
export async function findMatchings(
  tx: Tx,
  kind: ImportKind,
  signatures: readonly string[],
): Promise<RememberedMatching[]> {
  const rows = await tx.columnMatching.findMany({
    where: { kind, signature: { in: [...signatures] } },
    select: { signature: true, matching: true, savedAt: true, savedBy: { select: { name: true } } },
  });
  return rows.map(({ signature, matching, savedAt, savedBy }) => ({
    signature,
    matching: Matching.parse(matching),
    savedByName: savedBy.name,
    savedAt: toInstant(savedAt),
  }));
}

/** Keeps how files of this shape are matched from now on. */
export async function rememberMatching(
  tx: Tx,
  {
    tenantId,
    kind,
    signature,
    matching,
    savedById,
    at,
  }: {
    tenantId: string;
    kind: ImportKind;
    signature: string;
    matching: Matching;
    savedById: string;
    at: string;
  },
): Promise<void> {
  const said = { matching, savedById, savedAt: new Date(at) };
  await tx.columnMatching.upsert({
    where: { tenantId_kind_signature: { tenantId, kind, signature } },
    create: { tenantId, kind, signature, ...said },
    update: said,
    select: { signature: true },
  });
}
