import { adviceBeginsOn, advisedBy, type AdviceSpan } from './advice';
import { type Considered, silenceOf, type Standing } from './standing';

/** A certificate that somebody states, and how many conditions of the institution's rules name it. */
interface NamedHolding {
  entry: {
    id: string;
    slug: string;
    title: string;
    language: string | null;
    advice: readonly AdviceSpan[];
  } | null;
  leaves: readonly unknown[];
  considered: Considered | null;
}

/** A certificate that no rule of the institution names. */
export interface SilentHolding {
  slug: string;
  title: string;
  language: string | null;
  standing: Standing;
  considered: Considered | null;
  /** From when on somebody recommends it, where that is all there is; else null. */
  beginsOn: string | null;
}

/**
 * Of the certificates that are stated those that no rule there names, once each however often they are entered or by whichever name,
 * standing as they do in the catalog on the day of the claim. @source docs/domain.md §7.2
 */
export function silentHoldings(holdings: readonly NamedHolding[], claimDate: string): SilentHolding[] {
  const found = new Map<string, SilentHolding>();
  for (const { entry, leaves, considered } of holdings) {
    if (entry === null || leaves.length > 0) continue;
    const { slug, title, language, advice } = entry;
    const standing = silenceOf(advisedBy(advice, claimDate), considered !== null);
    found.set(entry.id, {
      slug,
      title,
      language,
      standing,
      considered,
      beginsOn: standing === 'recommendedLater' ? adviceBeginsOn(advice, claimDate) : null,
    });
  }
  return [...found.values()];
}
