import { foldedName } from '@/lib/micro-credential/natural-key';
import { type Check, checked } from './check';
import type { BadgeFacts } from './report';

/** An entry of the catalog, by what a badge may name it. */
export interface NamedByBadge {
  slug: string;
  title: string;
  language: string | null;
  provider: string;
  /** Whom else it names as offering or awarding it. */
  alsoBy: readonly string[];
  url: string | null;
  /** Whether one of the badge's own addresses is that of the entry. */
  isByAddress: boolean;
  /** Whether who provides or awards it is known to be the issuer, by what signed the badge and not by its name. */
  isByIssuer: boolean;
}

/** Which entries a badge may be of: one that it names, or some that are called alike. */
export interface EntryMatch {
  check: Check;
  /** The one that it is taken for; null where there is none, or several. */
  entry: NamedByBadge | null;
  alike: readonly NamedByBadge[];
}

/** @units entries */
export const mostAlike = 5;

/**
 * Which entry of the catalog a badge is of. Its own address or identifier names it, and so does its title where the issuer is shown to
 * be who provides it; the same title and the same name of an issuer is a likeness, which people decide; a title alone may be anybody's. Never a fail: what is not listed may still be good.
 */
export function matchEntry(facts: BadgeFacts, found: readonly NamedByBadge[]): EntryMatch {
  const title = facts.title ?? '';
  const named = found.filter(({ isByAddress }) => isByAddress);
  const [only] = named;
  if (only !== undefined && named.length === 1)
    return {
      check: checked('achievement', 'pass', 'achievementSame', { title: only.title }),
      entry: only,
      alike: [],
    };
  const called = found.filter((entry) => foldedName(entry.title) === foldedName(title));
  const shown = called.filter(({ isByIssuer }) => isByIssuer);
  const [own] = shown;
  if (own !== undefined && shown.length === 1)
    return {
      check: checked('achievement', 'pass', 'achievementByIssuer', {
        title: own.title,
        issuer: facts.issuer.name ?? own.provider,
      }),
      entry: own,
      alike: [],
    };
  const ofIssuer = called.filter((entry) => isBy(entry, facts));
  const [likely] = ofIssuer;
  if (likely !== undefined && ofIssuer.length === 1)
    return {
      check: checked('achievement', 'unknown', 'achievementLike', { title: likely.title }),
      entry: likely,
      alike: [],
    };
  const alike = [...named, ...called].slice(0, mostAlike);
  return {
    check: checked(
      'achievement',
      'unknown',
      whyNoneOf(facts, { ofIssuer: ofIssuer.length, named: named.length, called: called.length }),
      { title },
    ),
    entry: null,
    alike: alike.filter((entry, at) => alike.findIndex(({ slug }) => slug === entry.slug) === at),
  };
}

/** Why a badge is taken for no entry: the nearest reason that holds, from how many entries it could be of. */
function whyNoneOf(
  { title, issuer }: BadgeFacts,
  { ofIssuer, named, called }: { ofIssuer: number; named: number; called: number },
): string {
  if (ofIssuer > 0) return 'achievementSeveral';
  if (named > 0) return 'achievementSameAddress';
  if (called > 0) return issuer.name === null ? 'achievementIssuerUnnamed' : 'achievementOthers';
  return title === null ? 'achievementUntitled' : 'achievementNotListed';
}

function isBy({ provider, alsoBy }: NamedByBadge, { issuer }: BadgeFacts): boolean {
  const name = foldedName(issuer.name ?? '');
  return name !== '' && [provider, ...alsoBy].some((one) => foldedName(one) === name);
}
