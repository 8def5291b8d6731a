import type { Kind } from './kind';
import type { Offer } from './offer';

/** As much of an entry as search engines are told. */
export interface DescribedEntry {
  kind: Kind;
  title: string;
  provider: string;
  language: string | null;
  levelLabel: string | null;
  url: string | null;
  skills: readonly string[];
}

/** An offer that can be had on the day of the page, with its unit and its conditions in words. */
export interface DescribedOffer {
  institution: { slug: string; name: string };
  offer: Pick<Offer, 'amount' | 'isMaximum'>;
  unit: string;
  conditions: string;
}

/**
 * The entry in the words of schema.org, with the offers that the page shows and no other: who recognises it, and how many credits it
 * counts there under which conditions. An amount that only the certificate states is not named.
 * @units amounts in `unit`, exact   @source schema.org/Course, schema.org/EducationalOccupationalCredential
 */
export function describeEntry(entry: DescribedEntry, offers: readonly DescribedOffer[]): object {
  const { kind, title, provider, language, levelLabel, url, skills } = entry;
  const recognising = new Map(offers.map(({ institution }) => [institution.slug, institution]));
  const about = {
    name: title,
    provider: { '@type': 'Organization', name: provider },
    ...(language !== null && { inLanguage: language }),
    ...(levelLabel !== null && { educationalLevel: levelLabel }),
    ...(url !== null && { url }),
  };
  const credential = {
    '@type': 'EducationalOccupationalCredential',
    ...about,
    ...(skills.length > 0 && { competencyRequired: [...skills] }),
    ...(recognising.size > 0 && { recognizedBy: [...recognising.values()].map(toOrganization) }),
  };
  const context = { '@context': 'https://schema.org' };
  if (kind === 'exam') return { ...context, ...credential };
  const credits = offers.flatMap(toCredits);
  return {
    ...context,
    '@type': 'Course',
    ...about,
    ...(credits.length > 0 && { numberOfCredits: credits }),
    educationalCredentialAwarded: credential,
  };
}

function toOrganization({ slug, name }: DescribedOffer['institution']): object {
  return { '@type': 'CollegeOrUniversity', name, url: `/institutions/${slug}` };
}

/** A fraction is told as it stands; the vocabulary has no such form for the most that something may be. */
function toCredits({
  institution: { name },
  offer: { amount, isMaximum },
  unit,
  conditions,
}: DescribedOffer): object[] {
  if (amount === null) return [];
  const value = amount.includes('/') ? amount : Number(amount);
  if (isMaximum && typeof value === 'string') return [];
  return [
    {
      '@type': 'QuantitativeValue',
      name,
      ...(isMaximum ? { maxValue: value } : { value }),
      unitText: unit,
      ...(conditions !== '' && { description: conditions }),
    },
  ];
}

/** JSON that is safe inside a script element: no character of it can start a tag, a comment or a line. @source docs/security.md, "Abuse cases", 17 */
export function escapeForScript(data: object): string {
  return JSON.stringify(data).replace(
    /[<>&\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
