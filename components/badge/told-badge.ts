import type { Outcome } from '@/lib/badge/check';
import type { Headline } from '@/lib/badge/headline';

/** What came of a badge in the words of the reader; nothing of it is kept. */
export interface ToldBadge {
  /** What it decides, in words; nothing of what is no decision and no award. */
  decides: readonly string[];
  tone: Headline['tone'];
  headline: string;
  lede: string;
  /** Where it is not shown who signed it: said beside the verdict, for a valid one would be read as more than it is. */
  caution: string | null;
  facts: readonly { name: string; value: string }[];
  checks: readonly {
    name: string;
    outcome: Outcome;
    outcomeWord: string;
    sentence: string;
    /** Who trusts its issuer, and why, each with where that is shown. */
    more: readonly { sentence: string; source: string; href: string }[];
  }[];
  warnings: readonly string[];
  entries: readonly { href: string; title: string; language: string | null; provider: string }[];
  contained: readonly ToldBadge[];
  notLookedAt: string | null;
  estimate: string | null;
  /** Where to claim it at the institution that was asked about, where one was. */
  claim: string | null;
  /** That the estimate is another person's, where it is. */
  another: string | null;
  /** Where to ask for an entry, where there is none. */
  ask: string | null;
  words: {
    checks: string;
    warnings: string;
    entries: string;
    estimate: string;
    claim: string;
    ask: string;
    contained: string;
  };
}
