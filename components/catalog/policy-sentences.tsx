/**
 * PolicySummary: credit, version, effectiveFrom; how credit is counted. PolicyParts: policy, programsHref, institution; all that a policy
 * says, part by part, and what is decided elsewhere. VoteRules: config, isOverdue (the due day has passed: nobody decides a tie any more);
 * what decides a vote in a stage. The words of a policy for students and staff alike.
 */
import { useTranslations } from 'next-intl';
import { useExactNumber } from '@/components/credit/amount';
import { useDay } from '@/components/ui/day';
import { TextLink } from '@/components/ui/text-link';
import {
  creditInSentences,
  stageInSentences,
  type PolicySentence,
  policyInSentences,
  type SentenceValue,
  type ToldPolicy,
} from '@/lib/institution/policy-sentences';
import type { StageConfig } from '@/lib/review/stage-config';
import { hasCastingVote } from '@/lib/review/tally';

type Say = (key: string, values: Record<string, string | number>) => string;

/** A sentence as a reader reads it. */
function usePolicyWords(): (sentence: PolicySentence) => string {
  const t = useTranslations('policy');
  const units = useTranslations('credit.unit');
  const exact = useExactNumber();
  const wordsOf = (value: SentenceValue): string | number => {
    if (typeof value !== 'object') return value;
    if (!('unit' in value)) return exact(value.exact);
    if (value.exact === undefined) return units(value.unit, { count: 2 });
    const count = value.exact.includes('/') ? 2.5 : Number(value.exact);
    return `${exact(value.exact)} ${units(value.unit, { count })}`;
  };
  const say = t as unknown as Say;
  return ({ say: key, values }) => {
    const field = key === 'notStated' ? { field: say(`field.${String(values['field'])}`, {}) } : {};
    const words = Object.entries(values).map(([name, value]) => [name, wordsOf(value)] as const);
    return say(`say.${key}`, { ...Object.fromEntries(words), ...field });
  };
}

function PolicySentences({ sentences }: { sentences: readonly PolicySentence[] }) {
  const words = usePolicyWords();
  const t = useTranslations('policy.say');
  return (
    <ul className="prose list-disc pl-5">
      {sentences.map((sentence, index) => (
        <li key={index} className="whitespace-pre-line [overflow-wrap:anywhere]">
          {typeof sentence.values['url'] === 'string' ? (
            <Address url={sentence.values['url']} words={t('appealUrl', { url: '' })} />
          ) : (
            words(sentence)
          )}
        </li>
      ))}
    </ul>
  );
}

function Address({ url, words }: { url: string; words: string }) {
  return (
    <>
      {words}
      <TextLink href={url} rel="nofollow noopener">
        {url}
      </TextLink>
    </>
  );
}

/** What decides a vote in a stage: how many must vote, how many for it, and what becomes of a tie. */
const decidesVote = ['mode', 'quorum', 'threshold', 'tie', 'minReviewers', 'recusedCount', 'minutes'];

export function VoteRules({ config, isOverdue }: { config: StageConfig; isOverdue: boolean }) {
  // Whoever leads decides a tie until the due day: after it the rule of the policy says nothing any more.
  const isTieLate = isOverdue && hasCastingVote(config);
  return (
    <PolicySentences
      sentences={stageInSentences(config).filter(
        ({ about }) =>
          decidesVote.includes(about.replace('stage.', '')) && !(isTieLate && about === 'stage.tie'),
      )}
    />
  );
}

export function PolicySummary({
  credit,
  version,
  effectiveFrom,
}: Pick<ToldPolicy, 'credit'> & { version: number; effectiveFrom: string }) {
  const t = useTranslations('public.institutions');
  const day = useDay();
  return (
    <>
      {/* Which unit is worth what fills a page of its own, one link further. */}
      <PolicySentences
        sentences={creditInSentences(credit).filter(({ about }) => about !== 'credit.conversions')}
      />
      <p className="text-sm text-soft">{t('policyVersion', { version, date: day(effectiveFrom) })}</p>
    </>
  );
}

export function PolicyParts({
  policy,
  institution,
  programsHref,
}: {
  policy: ToldPolicy;
  institution: string;
  programsHref: string;
}) {
  const t = useTranslations('policy');
  const { credit, review, stages, appeal } = policyInSentences(policy);
  return (
    <div className="grid gap-10">
      <Part title={t('parts.review')}>
        <PolicySentences sentences={review} />
        {stages.map(({ kind, sentences }, index) => (
          <div key={index} className="grid gap-2">
            <h3 className="font-semibold">{t('parts.stage', { number: index + 1, kind })}</h3>
            <PolicySentences sentences={sentences} />
          </div>
        ))}
      </Part>
      <Part title={t('parts.credit')}>
        <PolicySentences sentences={credit} />
      </Part>
      <Part title={t('parts.appeal')}>
        <PolicySentences sentences={appeal} />
      </Part>
      <Part title={t('parts.elsewhere')}>
        <ul className="prose list-disc pl-5">
          <li>{t('elsewhere.age')}</li>
          <li>
            {t.rich('elsewhere.caps', {
              link: (words) => <TextLink href={programsHref}>{words}</TextLink>,
            })}
          </li>
          <li>{t('elsewhere.days', { institution })}</li>
        </ul>
      </Part>
    </div>
  );
}

function Part({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section className="grid content-start gap-4">
      <h2 className="serif text-xl">{title}</h2>
      {children}
    </section>
  );
}
