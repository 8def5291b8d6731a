import 'server-only';
import { installationSigner } from '@/lib/adapters/installation-signer';
import { readBadgeApart } from '@/lib/badge-reading/read-badge-apart';
import type { ReadBadge } from '@/lib/usecases/badge/check-badge';
import type { Context } from '@/lib/usecases/context';
import { readOwnPlace } from '@/lib/usecases/record/read-published';

/** Reads badges apart; what institutions here published, keys and lists, is answered here: an installation may not be on the web at all. */
export function readBadgeHere(ctx: Context): ReadBadge {
  const signer = installationSigner();
  const own = signer && {
    host: new URL(signer.origin).host,
    read: (url: string) => readOwnPlace(ctx, signer, url),
  };
  return (bytes, asked) => readBadgeApart(bytes, asked, { own });
}
