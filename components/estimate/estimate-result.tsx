/** EstimateResult: the answer large, then line by line with what caps it, the program's bar, what is not awarded and what would change it, what is undecided, what would bring most next; on paper also what it rests on. */
import { useFormatter, useTranslations } from 'next-intl';
import { Choices } from '@/components/catalog/choices';
import { useLineWords } from '@/components/catalog/offer-words';
import { useDay } from '@/components/ui/day';
import { Amount, useExactNumber } from '@/components/credit/amount';
import { RuleSentence } from '@/components/credit/rule-sentence';
import type { RuleNames } from '@/lib/rule/rule-names';
import type { SilentHolding } from '@/lib/catalog/silent-holdings';
import { Standing } from '@/components/credit/standing';
import { Table } from '@/components/ui/table';
import { TextLink } from '@/components/ui/text-link';
import { policiesHref } from '@/lib/catalog/policies-href';
import type { Unit } from '@/lib/amount/unit';
import type { DroppedLine } from '@/lib/credit/evaluation';
import type { Line } from '@/lib/credit/input';
import type { RuleDefinition } from '@/lib/rule/rule-version';
import { CreditBar, type CreditBarProps } from './credit-bar';
import { IdleCertificates, type IdleCertificatesProps } from './idle-certificates';
import { useLimitWords } from './limit-words';
import { NextSteps, type NextStepsProps } from './next-steps';
import { PrintedBasis, type PrintedBasisProps } from './printed-basis';
import { useReasonWords } from './reason-words';
import { RejectedRule, type RejectedRuleProps } from './rejected-rule';
import { SilentCertificates } from './silent-certificates';

export type ResultLine = {
  rule: string;
  target: string;
  line: Line;
  /** What its rule gives instead of all of its lines, if that is chosen; told at the last of them. */
  choices: readonly (readonly Line[])[];
  /** Whether each of its certificates says how much credit it carries. */
  isStated: boolean;
  awarded: string;
  counted: string;
  credentials: readonly string[];
  cappedBy: readonly string[];
};
export type EstimateResultProps = {
  institution: { slug: string; name: string };
  program: { title: string } | null;
  unit: Unit;
  policyVersion: number;
  claimDate: string;
  totals: { awarded: string; counted: string };
  lines: readonly ResultLine[];
  bar: CreditBarProps | null;
  /** Null where no more certificates can be added. */
  next: Pick<NextStepsProps, 'steps' | 'isComplete' | 'isNarrow' | 'courses'> | null;
  rejected: readonly Omit<RejectedRuleProps, 'names' | 'ruleTitles'>[];
  ruleTitles: Readonly<Record<string, string>>;
  denied: readonly { id: string; definition: RuleDefinition; publicNote: string }[];
  dropped: readonly DroppedLine[];
  idle: IdleCertificatesProps['idle'];
  /** Held, and named by no rule of the institution. */
  silent: readonly SilentHolding[];
  titles: Readonly<Record<string, string>>;
  names: RuleNames;
  shortfall: string | null;
  heldUntil: string | null;
  /** Whether a certificate was taken as completed on the day of the claim. */
  isAssumed: boolean;
  /** The day of the claim is still to come, and rules may change until then. */
  isAhead: boolean;
  basis: Omit<PrintedBasisProps, 'unit'>;
  /** What follows an estimate. */
  children: React.ReactNode;
};

function Headline({
  totals,
  unit,
  program,
  institution,
  policyVersion,
  claimDate,
  isAssumed,
  isAhead,
  lines,
  hasReasons,
}: EstimateResultProps & { hasReasons: boolean }) {
  const t = useTranslations('public.estimate');
  const day = useDay();
  const isNothing = totals.awarded === '0';
  return (
    // It stays in sight while the fields at its side are filled in, and alone is read aloud when it changes.
    <div aria-live="polite" className="grid gap-2 bg-paper lg:sticky lg:top-0 lg:z-10 lg:pb-2">
      <h2 className="kicker">{t('kicker')}</h2>
      {isNothing ? (
        <>
          <p className="serif text-2xl">{t(lines.length > 0 ? 'nothingButRecord' : 'nothing')}</p>
          {hasReasons && <p className="text-soft">{t('nothingBody')}</p>}
        </>
      ) : (
        <p>
          <Amount value={totals.counted} unit={unit} size="large" />{' '}
          <span className="text-lg">
            {program === null ? t('wouldBeAwarded') : t('wouldCount', { program: program.title })}
            {totals.awarded !== totals.counted && (
              <span className="text-soft">
                , {t.rich('ofAwarded', { amount: () => <Amount value={totals.awarded} unit={unit} /> })}
              </span>
            )}
          </span>
        </p>
      )}
      <p className="measure text-sm text-soft">
        {t.rich('promise', {
          institution: institution.name,
          version: policyVersion,
          date: day(claimDate),
          rules: (words) => <TextLink href={policiesHref(institution.slug, policyVersion)}>{words}</TextLink>,
        })}{' '}
        {isAhead && t('ahead')} {isAssumed && t('assumed', { date: day(claimDate) })}
      </p>
    </div>
  );
}

function Lines({ lines, titles, names, unit, bar, totals }: EstimateResultProps) {
  const t = useTranslations('public.estimate');
  const format = useFormatter();
  const units = useTranslations('credit.unit');
  const exact = useExactNumber();
  const lineWords = useLineWords();
  const limitWords = useLimitWords(unit);
  if (lines.length === 0) return null;
  return (
    <Table
      caption={t('lines', { unit: units(unit, { count: 2 }) })}
      showCaption
      rows={lines.map((line, index) => ({ ...line, key: `${line.rule}-${index}` }))}
      rowKey={({ key }) => key}
      columns={[
        {
          key: 'line',
          head: t('line'),
          rowHead: true,
          cell: ({ rule, line, choices, isStated, awarded, credentials, cappedBy }) => (
            <>
              {lineWords(line, names.courses)}
              <Choices
                choices={choices}
                replaced={lines
                  .filter(({ rule: other }) => other === rule)
                  .map((other) => lineWords(other.line, names.courses))}
                names={names}
              />
              <span className="block text-sm font-normal text-soft">
                {format.list(credentials.map((id) => titles[id] ?? id))}
              </span>
              {awarded === '0' && (
                <span className="block text-sm font-normal">{t(`zero.${whyZero(line, isStated)}`)}</span>
              )}
              {cappedBy.length > 0 && (
                <span className="block text-sm font-normal text-recommended">
                  {t('cappedBy', {
                    list: format.list(
                      (bar?.limits ?? [])
                        .filter(({ limit }) => cappedBy.includes(limit.id))
                        .map(({ limit }) => limitWords(limit)),
                    ),
                  })}
                </span>
              )}
            </>
          ),
        },
        { key: 'awarded', head: t('awarded'), align: 'end', cell: ({ awarded }) => exact(awarded) },
        {
          key: 'counted',
          head: t('counted'),
          align: 'end',
          cell: ({ counted }) => <strong className="font-semibold">{exact(counted)}</strong>,
        },
      ]}
      foot={
        <tr>
          <th scope="row" className="py-2 text-left font-medium">
            {t('total')}
          </th>
          <td className="px-3 py-2 text-right tabular">{exact(totals.awarded)}</td>
          <td className="py-2 pl-3 text-right tabular">{exact(totals.counted)}</td>
        </tr>
      }
    />
  );
}

/** Why a line is awarded and carries nothing. */
function whyZero({ kind, credits }: Line, isStated: boolean): 'record' | 'stated' | 'statesNone' | 'covered' {
  if (kind === 'waiver' || kind === 'noncredit') return 'record';
  if (!('fromSource' in credits)) return 'covered';
  return isStated ? 'statesNone' : 'stated';
}

export function EstimateResult(props: EstimateResultProps) {
  const {
    institution,
    bar,
    next,
    claimDate,
    rejected,
    denied,
    dropped,
    silent,
    names,
    shortfall,
    heldUntil,
    unit,
    ruleTitles,
  } = props;
  const t = useTranslations('public.estimate');
  const say = useReasonWords(names, unit, ruleTitles);
  return (
    <section className="grid content-start gap-8 lg:grow">
      <Headline
        {...props}
        hasReasons={rejected.length + denied.length + silent.length + dropped.length > 0}
      />
      <Lines {...props} />
      {dropped.length > 0 && (
        <div className="grid gap-1">
          <h3 className="font-semibold">{t('dropped')}</h3>
          <ul className="text-soft">
            {dropped.map(({ rule, target, reason }, index) => (
              <li key={`${rule}-${index}`}>{say({ key: `drop.${reason}`, values: { target } })}</li>
            ))}
          </ul>
        </div>
      )}
      <IdleCertificates idle={props.idle} titles={props.titles} ruleTitles={ruleTitles} />
      {bar !== null && <CreditBar {...bar} />}
      {(shortfall !== null || heldUntil !== null) && (
        <div className="text-soft">
          {shortfall !== null && (
            <p>{t.rich('shortfall', { amount: () => <Amount value={shortfall} unit={unit} /> })}</p>
          )}
          {heldUntil !== null && (
            <p>{t.rich('held_posting', { amount: () => <Amount value={heldUntil} unit={unit} /> })}</p>
          )}
        </div>
      )}
      {denied.map(({ id, definition, publicNote }) => (
        <div key={id} className="grid gap-1">
          <Standing standing="refused" />
          {publicNote !== '' && <p className="measure">{publicNote}</p>}
          <RuleSentence definition={definition} names={names} />
        </div>
      ))}
      {rejected.length > 0 && (
        <section className="grid gap-2">
          <h3 className="text-lg font-semibold">{t('not')}</h3>
          <ul className="stack border-y border-line">
            {rejected.map((one) => (
              <RejectedRule key={one.id} {...one} names={names} ruleTitles={ruleTitles} />
            ))}
          </ul>
        </section>
      )}
      <SilentCertificates silent={silent} institution={institution.slug} />
      {next !== null && <NextSteps {...next} unit={unit} claimDate={claimDate} />}
      <PrintedBasis {...props.basis} unit={unit} />
      <p className="no-print">
        <TextLink href={`/catalog?standing=published&institution=${institution.slug}`}>
          {t('nextMore', { institution: institution.name })}
        </TextLink>
      </p>
      {props.children}
    </section>
  );
}
