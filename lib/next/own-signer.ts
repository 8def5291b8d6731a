import 'server-only';
import { installationSigner } from '@/lib/adapters/installation-signer';
import type { Signer } from '@/lib/usecases/ports';

/** What signs at this installation; null where it has no secret to sign with. */
export function ownSigner(): Signer | null {
  return installationSigner();
}
