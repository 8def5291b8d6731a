import type { CivilDate } from '@/lib/kernel/civil-date';
import { type Check, checked } from './check';
import { issuerIdentityIn } from './issuer-identity';
import type { BadgeReport } from './report';
import { type TrustDays, type TrustStanding, trustOn } from './trusted-issuer';

/** What an institution has said of an issuer. */
export interface SaidTrust extends TrustDays {
  institution: string;
  identity: string;
  name: string;
  reason: string;
  sourceUrl: string;
}

/** The same, as it stands on the day asked about. */
export interface ToldTrust extends SaidTrust {
  standing: Exclude<TrustStanding, 'never'>;
}

/** What is known of who issued a badge, and who trusts them. */
export interface IssuerAnswer {
  check: Check;
  trust: readonly ToldTrust[];
}

type FromBadge = Pick<BadgeReport, 'facts' | 'signer'>;

/** What lists may know the issuer of a badge by: what it names, and the key that it was signed with. */
export function identitiesOf({ facts, signer }: FromBadge): string[] {
  const own = issuerIdentityIn(facts.issuer.id ?? '');
  return [...new Set([own, signer.key].filter((identity) => identity !== null))];
}

const order = ['standing', 'ended', 'toCome'] as const;

/**
 * Whether it is shown that the issuer named in a badge issued it, and who trusts that issuer on the day. A name proves nothing: anybody can
 * write one, and sign correctly with a key of one's own. A badge that names a trusted issuer and was signed by somebody else fails. Where
 * nobody has said to trust it, or not any more, that is open and never a no.
 * @param said what institutions have said; of one alone where one was chosen, whose name is `only`
 * @source docs/decisions/0057-an-institution-says-whom-it-trusts.md
 */
export function checkIssuer(
  { facts, signer }: FromBadge,
  said: readonly SaidTrust[],
  { day, only }: { day: CivilDate; only: string | null },
): IssuerAnswer {
  const own = issuerIdentityIn(facts.issuer.id ?? '');
  const values = { issuer: facts.issuer.name ?? facts.issuer.id ?? '' };
  const told = said
    .flatMap((one): ToldTrust[] => {
      const standing = trustOn(one, day);
      return standing === 'never' ? [] : [{ ...one, standing }];
    })
    .sort((a, b) => order.indexOf(a.standing) - order.indexOf(b.standing));
  const stands = (list: readonly ToldTrust[]) => list.some(({ standing }) => standing === 'standing');
  const [asIssuer, asKey] = [own, signer.key].map((known) =>
    known === null ? [] : told.filter(({ identity }) => identity === known),
  ) as [ToldTrust[], ToldTrust[]];
  if (signer.isIssuer === null)
    return { check: checked('issuer', 'unknown', 'issuerUnlooked', values), trust: [] };
  if (!signer.isIssuer) {
    if (stands(asIssuer)) return { check: checked('issuer', 'fail', 'issuerPretended', values), trust: [] };
    return stands(asKey)
      ? { check: checked('issuer', 'pass', 'issuerKeyTrusted', values), trust: asKey }
      : { check: checked('issuer', 'unknown', 'issuerUnshown', values), trust: [] };
  }
  const trust = own === signer.key ? asIssuer : [...asIssuer, ...asKey];
  if (stands(trust)) return { check: checked('issuer', 'pass', 'issuerTrusted', values), trust };
  if (trust.length > 0)
    return { check: checked('issuer', 'unknown', 'issuerNotThatDay', { ...values, day }), trust };
  return {
    check:
      only === null
        ? checked('issuer', 'unknown', 'issuerNotListed', values)
        : checked('issuer', 'unknown', 'issuerNotListedAt', { ...values, institution: only }),
    trust,
  };
}
