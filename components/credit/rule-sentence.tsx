/** RuleSentence: definition, names, asOf? The whole rule as one sentence: what earns what, for whom, when. A rule that denies says so first. */
import { useFormatter, useTranslations } from 'next-intl';
import { useDay } from '@/components/ui/day';
import type { Line, RuleBody } from '@/lib/credit/input';
import { Amount } from './amount';
import { useLevelWords } from './level-words';
import { PremiseView } from './premise-view';
import { freeElective } from '@/lib/rule/blank-form';
import type { RuleNames } from '@/lib/rule/rule-names';

type Span = { from?: string | null | undefined; to?: string | null | undefined };

/** "from 1 Jan 2023 until 31 Oct 2026" in words, or nothing when both ends are open. */
export function useSpanWords(): (
  kind: 'issuedOn' | 'heldDuring' | 'claim' | 'term',
  span: Span | undefined,
) => string | null {
  const t = useTranslations('credit.sentence.span');
  const day = useDay();
  return (kind, span) => {
    if (!span || (!span.from && !span.to)) return null;
    const ends = span.from && span.to ? 'between' : span.from ? 'from' : 'until';
    return t(`${kind}.${ends}`, { from: span.from ? day(span.from) : '', to: span.to ? day(span.to) : '' });
  };
}

/** One line of what is earned: "3 ECTS as INF-204 Data Analysis". */
export function LineView({ line, names }: { line: Line; names: RuleNames }) {
  const t = useTranslations('credit.sentence.line');
  const levelWords = useLevelWords();
  const { credits } = line;
  const strong = (chunks: React.ReactNode) => <strong className="font-semibold">{chunks}</strong>;
  const amount = () => {
    if ('amount' in credits) return <Amount value={credits.amount} unit={credits.unit ?? names.homeUnit} />;
    if ('catalog' in credits) {
      const ofCourse = names.courseCredits?.[line.target];
      return typeof ofCourse !== 'string' ? (
        t('catalogCredit')
      ) : (
        <Amount value={ofCourse} unit={names.homeUnit} />
      );
    }
    if (!credits.max) return t('sourceCredit');
    return t.rich('sourceCreditAtMost', {
      max: () =>
        credits.max && <Amount value={credits.max.amount} unit={credits.max.unit ?? names.homeUnit} />,
    });
  };
  const named = line.kind === 'course' ? names.courses[line.target] : undefined;
  const title = named ? ` ${named}` : '';
  const target = line.kind === 'levelOnly' ? levelWords(line.target) : line.target;
  const level =
    line.level !== undefined && line.level !== 'LD' && line.kind !== 'levelOnly'
      ? ` ${t('level', { level: levelWords(line.level) })}`
      : '';
  return (
    <span>
      {t.rich(line.kind === 'elective' && line.target === freeElective ? 'freeElective' : line.kind, {
        target,
        title,
        amount,
        strong,
      })}
      {level}
    </span>
  );
}

export function RuleSentence({ definition, names }: { definition: RuleBody; names: RuleNames }) {
  const t = useTranslations('credit.sentence');
  const format = useFormatter();
  const span = useSpanWords();
  const premise = () => <PremiseView premise={definition.premise} names={names} />;
  const alternatives = definition.outcomes
    .filter((outcome) => outcome.lines.length > 0)
    .map((outcome, index) => (
      <span key={index}>
        {format.list(outcome.lines.map((line, at) => <LineView key={at} line={line} names={names} />))}
      </span>
    ));
  const programs = definition.programs?.filter((code) => code !== '*') ?? [];
  const tail = [
    programs.length > 0
      ? t('programs', {
          list: format.list(
            programs.map((code) => names.programs[code] ?? code),
            { type: 'disjunction' },
          ),
        })
      : null,
    span(definition.credentialWindow?.basis ?? 'issuedOn', definition.credentialWindow),
    span('term', definition.termWindow),
    span('claim', definition.claimWindow),
    definition.exclusive === '*'
      ? t('exclusive')
      : definition.exclusive
        ? t('exclusiveGroup', { group: definition.exclusive })
        : null,
  ].filter((part) => part !== null);
  const { premise: asked } = definition;
  const isSeveral = ('all' in asked && asked.all.length > 1) || ('atLeast' in asked && asked.atLeast > 1);
  const earns = <span className="serif whitespace-nowrap">{t(isSeveral ? 'earn' : 'earns')}</span>;
  return (
    <p className="measure text-pretty leading-7">
      {definition.deny ? (
        t.rich('deny', { premise })
      ) : (
        <>
          <PremiseView premise={definition.premise} names={names} /> {earns}{' '}
          {alternatives.length === 0 ? t('nothingYet') : format.list(alternatives, { type: 'disjunction' })}
        </>
      )}
      {tail.map((part, index) => (
        <span key={index}>, {part}</span>
      ))}
      .
    </p>
  );
}
