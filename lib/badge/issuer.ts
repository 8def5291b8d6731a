import { type Check, checked } from './check';
import type { BadgeFacts, TrustedIssuer } from './report';

/**
 * Whether it is shown that the issuer named in a badge issued it, and whether the reader trusts that issuer. A name proves nothing: anybody
 * can write one, and sign correctly with a key of one's own. A badge that names a trusted issuer and was signed by somebody else fails.
 * @param isOwnKey whether the key is the issuer's own: true or false, null where no key was found out
 */
export function checkIssuer(
  { issuer }: BadgeFacts,
  isOwnKey: boolean | null,
  trusted: readonly TrustedIssuer[],
): Check {
  const values = { issuer: issuer.name ?? issuer.id ?? '' };
  const found = trusted.find(({ id }) => id === issuer.id);
  if (isOwnKey === true)
    return found === undefined
      ? checked('issuer', 'unknown', 'issuerNotListed', values)
      : checked('issuer', 'pass', 'issuerTrusted', { ...values, by: found.trustedBy });
  if (isOwnKey === null) return checked('issuer', 'unknown', 'issuerUnlooked', values);
  return found === undefined
    ? checked('issuer', 'unknown', 'issuerUnshown', values)
    : checked('issuer', 'fail', 'issuerPretended', values);
}
