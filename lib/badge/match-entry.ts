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
 * Which entry of the catalog a badge is of. Its own address or identifier names it; the same title of the same issuer is a likeness, which
 * people decide; a title alone may be anybody's. Never a fail: what is not listed may still be good.
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
      alike.length > 0 ? 'achievementCalled' : 'achievementNotListed',
      { title },
    ),
    entry: null,
    alike: alike.filter((entry, at) => alike.findIndex(({ slug }) => slug === entry.slug) === at),
  };
}

function isBy({ provider, alsoBy }: NamedByBadge, { issuer }: BadgeFacts): boolean {
  const name = foldedName(issuer.name ?? '');
  return name !== '' && [provider, ...alsoBy].some((one) => foldedName(one) === name);
}
