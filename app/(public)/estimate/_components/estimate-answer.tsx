import { useTranslations } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import { EstimateResult, type ResultLine } from '@/components/estimate/estimate-result';
import type { NextStepsProps } from '@/components/estimate/next-steps';
import { EmptyState } from '@/components/ui/empty-state';
import { useDay } from '@/components/ui/day';
import { Notice } from '@/components/ui/notice';
import { estimateHref } from '@/lib/catalog/estimate-query';
import { lackingFor } from '@/lib/catalog/lacking';
import { silentHoldings } from '@/lib/catalog/silent-holdings';
import { env } from '@/lib/env';
import { refusalSentence } from '@/lib/next/refusal-words';
import type { EstimateView } from '@/lib/usecases/catalog/estimate-credit';
import type { EstimateResult as EstimateResultData } from '@/lib/usecases/catalog/estimate-result';

/** Each step leads to the same estimate with its certificate added at the end. */
function nextOf(
  { query, program, programs }: EstimateView,
  { next }: EstimateResultData,
): Omit<NextStepsProps, 'unit' | 'claimDate'> | null {
  if (next === null) return null;
  const steps = next.steps.map(({ entry, stated, more, total, lines, loses, leaf }) => ({
    slug: entry.slug,
    title: entry.title,
    language: entry.language,
    hours: entry.workloadHours,
    more,
    total,
    lines,
    loses,
    leaf,
    href: estimateHref({ ...query, words: '', holdings: [...query.holdings, stated] }),
  }));
  return {
    steps,
    isComplete: next.isComplete,
    isNarrow: program === null && programs.length > 0,
    courses: next.courses,
  };
}

/** The last line of each rule tells what may be had instead of all of them. */
function linesOf({ lines, choices }: EstimateResultData, holdings: EstimateView['holdings']): ResultLine[] {
  return lines.map((line, index) => ({
    ...line,
    isStated: line.credentials.every((id) => holdings[Number(id) - 1]?.stated.credits),
    choices:
      lines.findLastIndex(({ rule }) => rule === line.rule) === index ? (choices[line.rule] ?? []) : [],
  }));
}

/** What the estimate came to: an answer, a reason why there is none, or what is still missing for one. */
export async function EstimateAnswer({
  view,
  isReadable,
  children,
}: {
  view: EstimateView;
  isReadable: boolean;
  /** What follows an estimate. */
  children: React.ReactNode;
}) {
  const t = await getTranslations('public.estimate');
  const { outcome, institution, program, names, holdings } = view;
  if (outcome.kind === 'refused')
    return (
      <Notice tone="refused" live title={t('refused')}>
        {await refusalSentence(outcome.refusal)}
      </Notice>
    );
  if (outcome.kind === 'unusable' || !isReadable)
    return <EmptyState title={t('unusableTitle')}>{t('unusable')}</EmptyState>;
  if (outcome.kind === 'no-policy' && institution !== null)
    return <NoPolicy institution={institution.name} date={view.claimDate} />;
  if (outcome.kind !== 'result' || institution === null || names === null)
    return <EmptyState title={t('incompleteTitle')}>{t(`incomplete.${lackingFor(view)}`)}</EmptyState>;
  const { result } = outcome;
  const { totals } = result.evaluation;
  const titles = Object.fromEntries(
    holdings.map(({ entry }, index) => [String(index + 1), entry?.title ?? '']),
  );
  return (
    <EstimateResult
      institution={institution}
      program={program}
      unit={institution.homeUnit}
      policyVersion={result.policyVersion}
      claimDate={view.claimDate}
      totals={totals}
      lines={linesOf(result, holdings)}
      bar={
        program === null
          ? null
          : {
              title: program.title,
              total: program.totalCredits,
              degree: result.degree,
              unit: institution.homeUnit,
              limits: result.limits,
            }
      }
      next={nextOf(view, result)}
      rejected={result.rejected.map(({ rule, told }) => ({
        ...told,
        title: result.ruleTitles[rule.id] ?? rule.title,
        definition: rule.definition,
      }))}
      ruleTitles={result.ruleTitles}
      denied={result.denied}
      dropped={(result.evaluation.droppedLines ?? []).filter(
        ({ rule, reason }) =>
          reason !== 'UNIT_NOT_CREDIT' || !result.rejected.some((one) => one.rule.id === rule),
      )}
      idle={result.idle}
      silent={silentHoldings(holdings, view.claimDate)}
      titles={titles}
      names={names}
      shortfall={result.evaluation.shortfalls?.upperDivision ?? null}
      isAssumed={holdings.some(({ stated, entry }) => entry !== null && stated.issuedOn === null)}
      isAhead={view.claimDate > view.today}
      basis={{
        certificates: holdings.flatMap(({ stated, entry }) => (entry === null ? [] : [{ ...entry, stated }])),
        institution: institution.name,
        program: program?.title ?? null,
        claimDate: view.claimDate,
        termStart: view.query.termStart,
        earned: view.query.earned.filter((code) => !view.unknownCourses.includes(code)),
        assessments: view.query.assessments,
        policyVersion: result.policyVersion,
        rules: result.applied,
        address: new URL(estimateHref({ ...view.query, words: '' }), env().NEXTAUTH_URL).href,
        printedOn: view.today,
      }}
      heldUntil={result.heldUntil}
    >
      {children}
    </EstimateResult>
  );
}

/** No policy, on a day that may be neither today nor yet: said with the day. */
function NoPolicy({ institution, date }: { institution: string; date: string }) {
  const t = useTranslations('public.estimate');
  const day = useDay();
  return (
    <Notice tone="refused" live title={t('refused')}>
      {t('noPolicyOn', { institution, date: day(date) })}
    </Notice>
  );
}
