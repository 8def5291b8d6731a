import { createHash } from 'node:crypto';
import { findMatchings, type RememberedMatching } from '@/lib/db/column-matchings';
import type { Tx } from '@/lib/db/tx';
import type { FileLook } from '@/lib/import/file-look';
import { lookAs, oneByteSet, oneByteSets } from '@/lib/import/charset';
import type { FileEncoding, ImportKind } from '@/lib/import/kind';
import { likelyHeader } from '@/lib/import/match-columns';
import { type Place, shapeKeyOf } from '@/lib/import/propose-matching';

/** By which a file of the same shape is known again. */
export function signatureOf(kind: ImportKind, look: FileLook, place: Place): string {
  return createHash('sha256')
    .update(shapeKeyOf(kind, look, place))
    .digest('hex');
}

/** A shape that was matched before. */
interface KnownShape {
  place: Place;
  remembered: RememberedMatching;
  /** What is known of the file, in the character set that was said of it then. */
  look: FileLook;
}

/**
 * Where in a file rows are of a shape that was matched before, and how; at one place, or under the likely header of any sheet. A file that
 * was read in another character set than a person said of such a file then is known again by what it says in that one.
 */
export async function findKnownShape(
  tx: Tx,
  kind: ImportKind,
  { look, encoding }: { look: FileLook; encoding: FileEncoding | null },
  only: Place | null,
): Promise<KnownShape | null> {
  const sets = oneByteSet(encoding) === null ? [null] : [null, ...oneByteSets];
  const signed = sets.flatMap((set) => {
    const read = set === null ? look : lookAs(look, encoding, set);
    const places = only
      ? [only]
      : read.sheets.map((found, sheet) => ({ sheet, header: likelyHeader(found) }));
    return places.map((place) => ({ set, place, signature: signatureOf(kind, read, place) }));
  });
  const known = await findMatchings(
    tx,
    kind,
    signed.map(({ signature }) => signature),
  );
  for (const { set, place, signature } of signed) {
    const remembered = known.find(
      (one) => one.signature === signature && (set === null || one.matching.encoding === set),
    );
    if (remembered)
      return { place, remembered, look: lookAs(look, encoding, remembered.matching.encoding ?? null) };
  }
  return null;
}
