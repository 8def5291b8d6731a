import type { Kind } from './kind';
import type { Offer } from './offered';

/** As much of an entry as search engines are told. */
export interface DescribedEntry {
  kind: Kind;
  title: string;
  provider: string;
  language: string | null;
  levelLabel: string | null;
  /** What it is about, by ISCED-F 2013 and by CIP 2020. */
  iscedF: string | null;
  cip: string | null;
  url: string | null;
  skills: readonly string[];
  /** As it is given on the day of the page. */
  version: {
    description: string | null;
    outcomes: readonly string[];
    workloadHours: string | null;
    participation: string | null;
    price: string | null;
    currency: string | null;
  } | null;
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
 * `origin` is of this site. @units amounts in `unit`, exact   @source schema.org/Course, schema.org/EducationalOccupationalCredential
 */
export function describeEntry(
  origin: string,
  entry: DescribedEntry,
  offers: readonly DescribedOffer[],
): object {
  const { kind, title, provider, language, levelLabel, url, skills, version } = entry;
  const recognising = new Map(offers.map(({ institution }) => [institution.slug, institution]));
  const field = [...termOf('ISCED-F 2013', entry.iscedF), ...termOf('CIP 2020', entry.cip)];
  const about = {
    name: title,
    provider: { '@type': 'Organization', name: provider },
    ...(language !== null && { inLanguage: language }),
    ...(levelLabel !== null && { educationalLevel: levelLabel }),
    ...(url !== null && { url }),
    ...(version?.description != null && { description: version.description }),
    ...(field.length > 0 && { about: field }),
  };
  const credential = {
    '@type': 'EducationalOccupationalCredential',
    ...about,
    ...(kind === 'certificate' && { credentialCategory: 'Micro-credential' }),
    ...(skills.length > 0 && { competencyRequired: [...skills] }),
    ...(recognising.size > 0 && {
      recognizedBy: [...recognising.values()].map((one) => toOrganization(origin, one)),
    }),
  };
  const context = { '@context': 'https://schema.org' };
  if (kind === 'exam') return { ...context, ...credential };
  const credits = offers.flatMap(toCredits);
  return {
    ...context,
    '@type': 'Course',
    ...about,
    ...(version !== null && givenAs(version)),
    ...(credits.length > 0 && { numberOfCredits: credits }),
    educationalCredentialAwarded: credential,
  };
}

/** A code of a classification. @source schema.org/DefinedTerm */
function termOf(set: string, code: string | null): object[] {
  return code === null
    ? []
    : [
        {
          '@type': 'DefinedTerm',
          termCode: code,
          inDefinedTermSet: { '@type': 'DefinedTermSet', name: set },
        },
      ];
}

/** What it teaches, how it is given and what it costs. */
function givenAs({
  outcomes,
  workloadHours,
  participation,
  price,
  currency,
}: NonNullable<DescribedEntry['version']>): object {
  const instance = {
    ...(participation !== null && { courseMode: participation }),
    // A duration has no fractions of hours.
    ...(workloadHours !== null && /^\d+$/.test(workloadHours) && { courseWorkload: `PT${workloadHours}H` }),
  };
  return {
    ...(outcomes.length > 0 && { teaches: [...outcomes] }),
    ...(Object.keys(instance).length > 0 && {
      hasCourseInstance: { '@type': 'CourseInstance', ...instance },
    }),
    ...(price !== null &&
      currency !== null && {
        offers: {
          '@type': 'Offer',
          price,
          priceCurrency: currency,
          category: Number(price) === 0 ? 'Free' : 'Paid',
        },
      }),
  };
}

/** An institution that decides about credit. `origin` is of this site. @source schema.org/CollegeOrUniversity */
export function describeInstitution(
  origin: string,
  one: { slug: string; name: string; shortName: string; country: string; siteUrl: string | null },
): object {
  const { slug, name, shortName, country, siteUrl } = one;
  return {
    '@context': 'https://schema.org',
    ...toOrganization(origin, { slug, name }),
    ...(shortName !== name && { alternateName: shortName }),
    ...(/^[A-Z]{2}$/.test(country) && { address: { '@type': 'PostalAddress', addressCountry: country } }),
    ...(siteUrl !== null && { sameAs: siteUrl }),
  };
}

/** Where a page stands below the start page. @units paths of this site   @source schema.org/BreadcrumbList */
export function describeTrail(origin: string, steps: readonly { name: string; path: string }[]): object {
  return {
    '@context': 'https://schema.org',
    '@type': 'BreadcrumbList',
    itemListElement: steps.map(({ name, path }, at) => ({
      '@type': 'ListItem',
      position: at + 1,
      name,
      item: `${origin}${path}`,
    })),
  };
}

/** The entries of a page of results, in its order. @source schema.org/ItemList */
export function describeResults(origin: string, entries: readonly { title: string; slug: string }[]): object {
  return {
    '@context': 'https://schema.org',
    '@type': 'ItemList',
    itemListElement: entries.map(({ title, slug }, at) => ({
      '@type': 'ListItem',
      position: at + 1,
      name: title,
      url: `${origin}/catalog/${slug}`,
    })),
  };
}

function toOrganization(origin: string, { slug, name }: DescribedOffer['institution']): object {
  return { '@type': 'CollegeOrUniversity', name, url: `${origin}/institutions/${slug}` };
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
