/** RuleAnswer: what one rule gives: the amount first, as what, under which conditions, until when; then the whole rule as a sentence. */
import { useFormatter, useTranslations } from 'next-intl';
import { useDay } from '@/components/ui/day';
import { Amount } from '@/components/credit/amount';
import { useLeafConditions } from '@/components/credit/premise-view';
import { RuleSentence } from '@/components/credit/rule-sentence';
import type { RuleNames } from '@/lib/rule/rule-names';
import { Standing, type StandingName } from '@/components/credit/standing';
import { Notice } from '@/components/ui/notice';
import type { Unit } from '@/lib/amount/unit';
import type { Line, MicroCredentialLeaf } from '@/lib/credit/input';
import type { RuleDefinition } from '@/lib/rule/rule-version';

export type RuleAnswerProps = {
  code: string;
  version: number;
  standing: StandingName;
  definition: RuleDefinition;
  names: RuleNames;
  earned: { amount: string | null; unit: Unit; isMaximum: boolean; lines: readonly Line[] } | null;
  /** The unit the reader chose, and the amount in it, if this institution converts. */
  readerUnit: Unit | null;
  converted: string | null;
  leaf: MicroCredentialLeaf | null;
  reach: 'enough' | 'with-assessment' | 'with-others';
  basis: 'recommendation' | 'ownReview' | 'precedent' | 'agreement' | null;
  publicNote: string;
  statusReason: string;
  claimFrom: string | null;
  claimTo: string | null;
  reviewDueOn: string | null;
  publishedOn: string | null;
  /** The day that the page is about. */
  asOf: string;
};

/** Conditions in sight; the rest is in the sentence. */
const inSight = 3;

/** When a rule is looked at again, or that the day has gone by; null where none is set or the rule has ended, which nobody reviews. */
export function useReviewWords(): (
  rule: Pick<RuleAnswerProps, 'standing' | 'reviewDueOn' | 'asOf'>,
) => string | null {
  const t = useTranslations('public.entry');
  const day = useDay();
  return ({ standing, reviewDueOn, asOf }) =>
    standing === 'ended' || reviewDueOn === null
      ? null
      : t(reviewDueOn < asOf ? 'reviewOverdue' : 'reviewDue', { date: day(reviewDueOn) });
}

function useConditions({ leaf, reach, definition }: RuleAnswerProps): string[] {
  const t = useTranslations('public.entry.condition');
  const day = useDay();
  const leafConditions = useLeafConditions();
  const window = definition.credentialWindow;
  const conditions = reach === 'enough' ? [] : [t(reach)];
  if (window?.from && window.to)
    conditions.push(t('completedBetween', { from: day(window.from), to: day(window.to) }));
  else if (window?.to) conditions.push(t('completedUntil', { to: day(window.to) }));
  else if (window?.from) conditions.push(t('completedFrom', { from: day(window.from) }));
  return [...conditions, ...(leaf === null ? [] : leafConditions(leaf))];
}

export function useLineWords(): (line: Line, courses: Readonly<Record<string, string>>) => string {
  const t = useTranslations('public.entry.line');
  return ({ kind, target }, courses) =>
    t(kind, { target, title: kind === 'course' ? (courses[target] ?? '') : '' }).trim();
}

function TheAmount({
  earned,
  readerUnit,
  converted,
  definition,
}: Pick<RuleAnswerProps, 'earned' | 'readerUnit' | 'converted' | 'definition'>) {
  const t = useTranslations('public.entry');
  const units = useTranslations('credit.unit');
  if (earned === null) return <p className="serif text-2xl">{t('noCredit')}</p>;
  return (
    <div>
      <p>
        {earned.amount === null ? (
          <span className="serif text-2xl">{t('onCertificate')}</span>
        ) : (
          <Amount value={earned.amount} unit={earned.unit} size="large" upTo={earned.isMaximum} />
        )}
      </p>
      {definition.outcomes.length > 1 && <p className="text-sm text-soft">{t('alternatives')}</p>}
      {readerUnit !== null && readerUnit !== earned.unit && earned.amount !== null && (
        <p className="text-sm text-soft">
          {converted === null
            ? t('noPair', { unit: units(readerUnit, { count: 2 }) })
            : t.rich('converted', { amount: () => <Amount value={converted} unit={readerUnit} /> })}
        </p>
      )}
    </div>
  );
}

function Dates({
  standing,
  claimFrom,
  claimTo,
  reviewDueOn,
  publishedOn,
  definition,
  names,
  asOf,
}: RuleAnswerProps) {
  const t = useTranslations('public.entry');
  const format = useFormatter();
  const day = useDay();
  const reviewWords = useReviewWords();
  const programs = definition.programs?.filter((code) => code !== '*') ?? [];
  const facts = [
    claimTo === null ? t('always') : t(standing === 'ended' ? 'ended' : 'until', { date: day(claimTo) }),
    claimFrom !== null && (publishedOn === null || claimFrom > publishedOn)
      ? t('from', { date: day(claimFrom) })
      : null,
    programs.length > 0
      ? t('programs', {
          list: format.list(
            programs.map((code) => names.programs[code] ?? code),
            { type: 'disjunction' },
          ),
        })
      : t('everyProgram'),
    reviewWords({ standing, reviewDueOn, asOf }),
  ].filter((fact) => fact !== null);
  return (
    <ul className="grid content-start gap-0.5 text-sm text-soft">
      {facts.map((fact) => (
        <li key={fact}>{fact}</li>
      ))}
    </ul>
  );
}

export function RuleAnswer(props: RuleAnswerProps) {
  const { code, version, standing, definition, names, earned, basis, publicNote, statusReason, publishedOn } =
    props;
  const t = useTranslations('public.entry');
  const format = useFormatter();
  const day = useDay();
  const lineWords = useLineWords();
  const conditions = useConditions(props);
  return (
    <div className="grid gap-3">
      <div className="grid gap-x-10 gap-y-3 sm:grid-cols-[minmax(0,1fr)_15rem]">
        <div className="grid content-start gap-2">
          <Standing standing={standing} />
          <TheAmount {...props} />
          {earned !== null && earned.lines.length > 0 && (
            <p>
              {t('asLines', {
                list: format.list(earned.lines.map((line) => lineWords(line, names.courses))),
              })}
            </p>
          )}
          {standing !== 'refused' && conditions.length > 0 && (
            <div>
              <p className="sr-only">{t('conditions')}</p>
              <ul className="list-inside list-['–_'] text-soft">
                {conditions.slice(0, inSight).map((condition) => (
                  <li key={condition}>{condition}</li>
                ))}
                {conditions.length > inSight && (
                  <li>{t('condition.more', { count: conditions.length - inSight })}</li>
                )}
              </ul>
            </div>
          )}
        </div>
        {standing !== 'refused' && <Dates {...props} />}
      </div>
      {standing === 'suspended' && (
        <Notice tone="warning">{t('suspendedBecause', { reason: statusReason })}</Notice>
      )}
      {publicNote !== '' && (
        <p className="measure">
          {standing === 'refused' && <span className="font-medium">{t('reason')}: </span>}
          {publicNote}
        </p>
      )}
      <div className="border-l-2 border-line pl-4">
        <RuleSentence definition={definition} names={names} />
        <p className="mt-1 text-sm text-faint">
          {[
            t('code', { code, version }),
            basis === null ? null : t(`basis.${basis}`),
            publishedOn === null ? null : t('published', { date: day(publishedOn) }),
          ]
            .filter((part) => part !== null)
            .join(' · ')}
        </p>
      </div>
    </div>
  );
}
