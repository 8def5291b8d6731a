/** EntryFacts: entry. The elements that a reader compares certificates by; what is not stated is said to be so. */
import { useFormatter, useTranslations } from 'next-intl';
import { useExactNumber } from '@/components/credit/amount';
import { Disclosure } from '@/components/ui/disclosure';
import { TextLink } from '@/components/ui/text-link';
import type { Kind } from '@/lib/catalog/kind';
import { EntryTitle } from './entry-title';
import { useLanguageName } from './facet-words';

type Link = { slug: string; title: string; language: string | null };
export type EntryFactsProps = {
  kind: Kind;
  awardingBody: string | null;
  subject: string | null;
  language: string | null;
  levelLabel: string | null;
  url: string | null;
  skills: readonly string[];
  componentsImplied: boolean;
  components: readonly Link[];
  partOf: readonly Link[];
  source: string;
  listedBy: string | null;
  version: {
    workloadHours: string | null;
    effort: string | null;
    eqfMin: number | null;
    eqfMax: number | null;
    assessment: readonly string[];
    supervision: string | null;
    participation: string | null;
    qualityAssurance: string | null;
    passMark: string | null;
    prerequisites: string | null;
    country: string | null;
    description: string | null;
    outcomes: readonly string[];
  } | null;
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

export function EntryFacts({ entry }: { entry: EntryFactsProps }) {
  const t = useTranslations('public.entry.fact');
  const level = useTranslations('public.search');
  const heading = useTranslations('public.entry');
  const format = useFormatter();
  const exact = useExactNumber();
  const language = useLanguageName();
  const { version } = entry;
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
    [t('level'), [entry.levelLabel, eqf].filter((part) => part !== null).join(' · ') || null],
    [t('language'), entry.language === null ? null : language(entry.language)],
    [t('assessment'), version && version.assessment.length > 0 ? format.list(version.assessment) : null],
    [t('supervision'), version?.supervision ?? null],
    [t('passMark'), version?.passMark == null ? null : exact(version.passMark)],
    [t('quality'), version?.qualityAssurance ?? null],
  ];
  const furtherFacts: readonly (readonly [string, React.ReactNode])[] = [
    [t('awardingBody'), entry.awardingBody],
    [t('subject'), entry.subject],
    [t('participation'), version?.participation ?? null],
    [t('country'), version?.country ?? null],
    [t('prerequisites'), version?.prerequisites ?? null],
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
    [t('source'), entry.source],
    [t('listedBy'), entry.listedBy],
  ];
  return (
    <section className="grid content-start gap-4">
      <h2 className="serif text-xl">
        {heading(entry.kind === 'certificate' || entry.kind === 'exam' ? 'about' : 'aboutCourse')}
      </h2>
      <dl className="stack border-y border-line">
        {[...facts, ...furtherFacts.filter(([, value]) => value !== null)].map(([name, value]) => (
          <div key={name} className="grid gap-x-4 py-1.5 sm:grid-cols-[7rem_minmax(0,1fr)]">
            <dt className="text-sm text-soft">{name}</dt>
            <dd className={value === null ? 'text-faint' : undefined}>{value ?? t('unknown')}</dd>
          </div>
        ))}
      </dl>
      {entry.url !== null && /^https?:\/\//.test(entry.url) && (
        <p>
          <TextLink href={entry.url} rel="nofollow noopener">
            {t('link')}
          </TextLink>
        </p>
      )}
      {version?.description && (
        <div className="grid gap-2">
          <h3 className="font-semibold">{t('description')}</h3>
          <p className="break-words">{version.description}</p>
        </div>
      )}
      {version !== null && version.outcomes.length > 0 && (
        <Disclosure summary={t('outcomesCount', { count: version.outcomes.length })} className="print-open">
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
