/** EntryFacts: entry, asOf. The elements that a reader compares certificates by; what is not stated is said to be so. */
import { cipSeriesOf } from '@/lib/micro-credential/field-of-study';
import { useFormatter, useLocale, useTranslations } from 'next-intl';
import { Amount, useExactNumber } from '@/components/credit/amount';
import { Day, useDay } from '@/components/ui/day';
import { Disclosure } from '@/components/ui/disclosure';
import { TextLink } from '@/components/ui/text-link';
import type { Kind } from '@/lib/catalog/kind';
import type { CatalogEntry, EntryVersion } from '@/lib/db/catalog-entries';
import { countryName } from '@/lib/kernel/country-code';
import { isWebAddress } from '@/lib/kernel/web-address';
import { EntryTitle } from './entry-title';
import { useLanguageName } from './facet-words';
import { useFateWords } from './version-fate';
import { OrganizationName } from './organization-name';

type Link = { slug: string; title: string; language: string | null };
export type EntryFactsProps = {
  kind: Kind;
  awardingBody: string | null;
  organizations: CatalogEntry['organizations'];
  subject: string | null;
  iscedF: string | null;
  cip: string | null;
  language: string | null;
  levelLabel: string | null;
  url: string | null;
  skills: readonly string[];
  componentsImplied: boolean;
  components: readonly Link[];
  partOf: readonly Link[];
  source: string;
  listedBy: string | null;
  confirmedOn: string | null;
  version: EntryVersion | null;
  coming: { label: string; validFrom: string } | null;
};

/** Entries of a list that are seen before anybody opens it. */
const inSight = 2;

function Links({ links, note = null }: { links: readonly Link[]; note?: string | null }) {
  return (
    <>
      <ul className="grid gap-1">
        {links.map(({ slug, title, language }) => (
          <li key={slug}>
            <TextLink href={`/catalog/${slug}`}>
              <EntryTitle title={title} language={language} />
            </TextLink>
          </li>
        ))}
      </ul>
      {note !== null && <p className="mt-1 text-sm text-soft">{note}</p>}
    </>
  );
}

/** What is short stands there; what is long is one step away. */
function Folded({ count, words, children }: { count: number; words: string; children: React.ReactNode }) {
  return count <= inSight ? children : <Disclosure summary={words}>{children}</Disclosure>;
}

/** From 2 to 4, or 2 where that is all. */
function span(from: string | number | null, to: string | number | null): string | null {
  const ends = [...new Set([from, to].filter((end) => end !== null))];
  return ends.length === 0 ? null : ends.join('–');
}

/** What its issuer states, which no institution has granted. */
function StatedCredit({ version }: { version: EntryVersion }) {
  const t = useTranslations('public.entry.fact');
  if (version.creditAmount === null || version.creditUnit === null) return null;
  return (
    <>
      <Amount value={version.creditAmount} unit={version.creditUnit} />
      {version.creditFramework !== null && <span className="text-soft"> · {version.creditFramework}</span>}
      <p className="text-sm text-soft">{t('statedNote')}</p>
    </>
  );
}

/** A claim of quality with who says so and where: without them it is the lister's word. */
function Quality({ version }: { version: EntryVersion }) {
  const t = useTranslations('public.entry.fact');
  const day = useDay();
  const { qualityAssurance, qualityAssuredBy, qualityUntil, qualitySource, qualitySourceOn } = version;
  const assured = [
    qualityAssuredBy !== null && t('assuredBy', { name: qualityAssuredBy }),
    qualityUntil !== null && t('assuredUntil', { date: day(qualityUntil) }),
  ].filter((part) => part !== false);
  return (
    <>
      {qualityAssurance !== null && <p>{qualityAssurance}</p>}
      {assured.length > 0 && <p>{assured.join(', ')}</p>}
      {qualitySource !== null && qualitySourceOn !== null && (
        <p className="text-sm text-soft">
          {t.rich('saidIn', {
            source: () =>
              isWebAddress(qualitySource) ? (
                <TextLink href={qualitySource} rel="nofollow noopener">
                  {new URL(qualitySource).hostname}
                </TextLink>
              ) : (
                qualitySource
              ),
            day: () => <Day date={qualitySourceOn} />,
          })}
        </p>
      )}
    </>
  );
}

/** Which version this is and, where another is announced, what begins when. */
function VersionSaid({
  version,
  coming,
  asOf,
}: {
  version: EntryVersion;
  coming: EntryFactsProps['coming'];
  asOf: string;
}) {
  const t = useTranslations('public.entry.fact');
  const day = useDay();
  const { label, validFrom, validTo } = version;
  const fateWords = useFateWords();
  const isOver = validTo !== null && validTo < asOf && coming === null;
  const days =
    validFrom === null
      ? validTo !== null && t('versionUntil', { to: day(validTo) })
      : validTo === null
        ? t('versionFrom', { from: day(validFrom) })
        : t('versionBetween', { from: day(validFrom), to: day(validTo) });
  return (
    <>
      <p>{[label, days].filter((part) => part !== false).join(', ')}</p>
      {isOver && <p className="text-sm text-soft">{fateWords({ followedBy: null, endedOn: validTo })}</p>}
      {coming !== null && coming.label !== label && (
        <p className="text-sm text-soft">
          {t('versionComing', { label: coming.label, date: day(coming.validFrom) })}
        </p>
      )}
    </>
  );
}

export function EntryFacts({ entry, asOf }: { entry: EntryFactsProps; asOf: string }) {
  const day = useDay();
  const t = useTranslations('public.entry.fact');
  const level = useTranslations('public.search');
  const heading = useTranslations('public.entry');
  const [isced, cip] = [useTranslations('fields.isced'), useTranslations('fields.cip')];
  const format = useFormatter();
  const locale = useLocale();
  const exact = useExactNumber();
  const language = useLanguageName();
  const { version, coming } = entry;
  const national =
    version &&
    [version.nationalFramework, span(version.nationalMin, version.nationalMax)]
      .filter((part) => part !== null)
      .join(' ');
  const isQualityClaimed = version?.qualityAssurance != null || version?.qualityAssuredBy != null;
  const isVersionTold =
    version !== null && (version.validFrom !== null || version.validTo !== null || coming !== null);
  const eqf =
    version?.eqfMin == null || version.eqfMax === null
      ? null
      : version.eqfMin === version.eqfMax
        ? level('eqf', { min: version.eqfMin })
        : level('eqfSpan', { min: version.eqfMin, max: version.eqfMax });
  const facts: readonly (readonly [string, React.ReactNode])[] = [
    [
      t('workload'),
      version?.workloadHours == null
        ? (version?.effort ?? null)
        : t('hours', { hours: exact(version.workloadHours) }),
    ],
    [t('level'), [entry.levelLabel, eqf, national].filter((part) => part).join(' · ') || null],
    [t('language'), entry.language === null ? null : language(entry.language)],
    [t('assessment'), version && version.assessment.length > 0 ? format.list(version.assessment) : null],
    [t('supervision'), version?.supervision ?? null],
    [t('passMark'), version?.passMark == null ? null : exact(version.passMark)],
    [t('quality'), isQualityClaimed ? <Quality version={version} /> : null],
  ];
  const furtherFacts: readonly (readonly [string, React.ReactNode])[] = [
    [t('stated'), version?.creditAmount == null ? null : <StatedCredit version={version} />],
    [t('version'), isVersionTold ? <VersionSaid version={version} coming={coming} asOf={asOf} /> : null],
    [t('duration'), version?.duration ?? null],
    [
      t('price'),
      version?.price == null || version.currency === null
        ? null
        : version.price === '0'
          ? t('free')
          : version.price.includes('/')
            ? `${exact(version.price)} ${version.currency}`
            : format.number(Number(version.price), { style: 'currency', currency: version.currency }),
    ],
    [
      t('awardingBody'),
      entry.awardingBody === null ? null : (
        <OrganizationName name={entry.awardingBody} organization={entry.organizations.awardingBody} />
      ),
    ],
    [t('subject'), entry.subject],
    [t('isced'), entry.iscedF === null ? null : `${isced(entry.iscedF as '00')} (ISCED-F ${entry.iscedF})`],
    [t('cip'), entry.cip === null ? null : `${cip(cipSeriesOf(entry.cip) as '01')} (${entry.cip})`],
    [t('participation'), version?.participation ?? null],
    [t('country'), version?.country == null ? null : countryName(version.country, locale)],
    [t('prerequisites'), version?.prerequisites ?? null],
    [t('stackability'), version?.stackability ?? null],
    [
      t('skills'),
      entry.skills.length > 0 ? (
        <Folded count={entry.skills.length} words={t('skillsCount', { count: entry.skills.length })}>
          {format.list(entry.skills)}
        </Folded>
      ) : null,
    ],
    [
      t('components'),
      entry.components.length > 0 ? (
        <Folded count={entry.components.length} words={t('parts', { count: entry.components.length })}>
          <Links links={entry.components} note={entry.componentsImplied ? t('implied') : null} />
        </Folded>
      ) : null,
    ],
    [t('partOf'), entry.partOf.length > 0 ? <Links links={entry.partOf} /> : null],
    [
      t('evidence'),
      version === null || version.evidenceLinks.length === 0 ? null : (
        <ul className="grid gap-1">
          {version.evidenceLinks.filter(isWebAddress).map((link) => (
            <li key={link}>
              <TextLink href={link} rel="nofollow noopener">
                {link.replace(/^https?:\/\/(www\.)?/, '')}
              </TextLink>
            </li>
          ))}
        </ul>
      ),
    ],
    [t('source'), entry.source],
    [
      t('listedBy'),
      entry.listedBy !== null && entry.confirmedOn !== null
        ? t('confirmed', { institution: entry.listedBy, day: day(entry.confirmedOn) })
        : entry.listedBy,
    ],
  ];
  return (
    <section className="grid content-start gap-4">
      <h2 className="serif text-xl">
        {heading(entry.kind === 'certificate' || entry.kind === 'exam' ? 'about' : 'aboutCourse')}
      </h2>
      <dl className="stack border-y border-line">
        {[...facts, ...furtherFacts.filter(([, value]) => value !== null)].map(([name, value]) => (
          <div
            key={name}
            className="grid grid-cols-[minmax(0,1fr)] gap-x-4 py-1.5 sm:grid-cols-[7rem_minmax(0,1fr)]"
          >
            <dt className="text-sm text-soft">{name}</dt>
            <dd className={value === null ? 'text-faint' : 'wrap-anywhere'}>{value ?? t('unknown')}</dd>
          </div>
        ))}
      </dl>
      {entry.url !== null && isWebAddress(entry.url) && (
        <p>
          <TextLink href={entry.url} rel="nofollow noopener">
            {t('link')}
          </TextLink>
        </p>
      )}
      {version?.description && (
        <div className="grid gap-2">
          <h3 className="font-semibold">{t('description')}</h3>
          <p>{version.description}</p>
        </div>
      )}
      {version !== null && version.outcomes.length > 0 && (
        <Disclosure summary={t('outcomesCount', { count: version.outcomes.length })}>
          <ul className="grid list-disc gap-1 pl-5">
            {version.outcomes.map((outcome, index) => (
              <li key={index}>{outcome}</li>
            ))}
          </ul>
        </Disclosure>
      )}
    </section>
  );
}
