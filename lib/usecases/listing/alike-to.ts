import { findLikenesses, type Likeness } from '@/lib/db/entry-likenesses';
import type { Tx } from '@/lib/db/tx';
import { pageInLanguages } from '@/lib/micro-credential/page-in-languages';
import { naturalKeyOf } from '@/lib/micro-credential/natural-key';

export interface NamedCertificate {
  title: string;
  provider: string;
  platform: string;
  url: string;
}

/** Entries that the certificate of a form may be. Its kind is chosen later, and so are its entries of every kind. */
export async function alikeTo(
  tx: Tx,
  { title, provider, platform, url }: NamedCertificate,
): Promise<readonly Likeness[]> {
  const key = naturalKeyOf({ kind: 'certificate', title, provider, platform });
  return (
    (
      await findLikenesses(tx, [{ key, kind: null, title, provider, url, otherPages: pageInLanguages(url) }])
    ).get(0) ?? []
  );
}
