import { createHash } from 'node:crypto';
import { findMatchings, type RememberedMatching } from '@/lib/db/column-matchings';
import type { Tx } from '@/lib/db/tx';
import type { FileLook } from '@/lib/import/file-look';
import type { ImportKind } from '@/lib/import/kind';
import { likelyHeader } from '@/lib/import/match-columns';
import { type Place, shapeKeyOf } from '@/lib/import/propose-matching';

/** By which a file of the same shape is known again. */
export function signatureOf(kind: ImportKind, look: FileLook, place: Place): string {
  return createHash('sha256')
    .update(shapeKeyOf(kind, look, place))
    .digest('hex');
}

/** Where in a file rows are of a shape that was matched before, and how; at one place, or under the likely header of any sheet. */
export async function findKnownShape(
  tx: Tx,
  kind: ImportKind,
  look: FileLook,
  only: Place | null,
): Promise<{ place: Place; remembered: RememberedMatching } | null> {
  const places = only ? [only] : look.sheets.map((found, sheet) => ({ sheet, header: likelyHeader(found) }));
  const signed = places.map((place) => ({ place, signature: signatureOf(kind, look, place) }));
  const known = await findMatchings(
    tx,
    kind,
    signed.map(({ signature }) => signature),
  );
  for (const { place, signature } of signed) {
    const remembered = known.find((one) => one.signature === signature);
    if (remembered) return { place, remembered };
  }
  return null;
}
