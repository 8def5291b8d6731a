import { type Considered, silenceOf, type Standing } from './standing';

/** A certificate that somebody states, and how many conditions of the institution's rules name it. */
interface NamedHolding {
  entry: { id: string; slug: string; title: string; language: string | null; isRecommended: boolean } | null;
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
}

/**
 * Of the certificates that are stated those that no rule there names, once each however often they are entered or by whichever name,
 * standing as they do in the catalog. @source docs/domain.md §7.2
 */
export function silentHoldings(holdings: readonly NamedHolding[]): SilentHolding[] {
  const found = new Map<string, SilentHolding>();
  for (const { entry, leaves, considered } of holdings) {
    if (entry === null || leaves.length > 0) continue;
    const { slug, title, language, isRecommended } = entry;
    found.set(entry.id, {
      slug,
      title,
      language,
      standing: silenceOf(isRecommended, considered !== null),
      considered,
    });
  }
  return [...found.values()];
}
