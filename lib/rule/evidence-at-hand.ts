/** What is known of a certificate and can be looked up: its own page, and where each recommendation about it stands. */
export interface LookedUp {
  title: string;
  url: string | null;
  recommendations: readonly { recommender: string; sourceUrl: string }[];
}

/** A link that can be added as evidence with one press. */
export interface EvidenceAtHand {
  url: string;
  title: string;
  kind: 'recommendation' | 'other';
}

/** As many are offered beside a draft. */
export const mostAtHand = 8;

/**
 * The links that a mapping of these certificates can rest on without anybody looking for them: recommendations first, as they are
 * somebody's judgement, then the certificates' own pages. Each address once, and none that has been added already.
 */
export function evidenceAtHand(
  certificates: readonly LookedUp[],
  added: readonly (string | null)[],
): EvidenceAtHand[] {
  const found = new Map<string, EvidenceAtHand>();
  const offer = (one: EvidenceAtHand) => {
    if (/^https?:\/\//.test(one.url) && !added.includes(one.url) && !found.has(one.url))
      found.set(one.url, one);
  };
  for (const { title, recommendations } of certificates)
    for (const { recommender, sourceUrl } of recommendations)
      offer({ url: sourceUrl, title: named(`${recommender}: ${title}`), kind: 'recommendation' });
  for (const { title, url } of certificates)
    if (url !== null) offer({ url, title: named(title), kind: 'other' });
  return [...found.values()].slice(0, mostAtHand);
}

/** @units at most 200 letters, as a title of evidence has */
function named(title: string): string {
  return [...title].slice(0, 200).join('');
}
