import { getTranslations } from 'next-intl/server';
import { EstimateResult } from '@/components/estimate/estimate-result';
import type { NextStepsProps } from '@/components/estimate/next-steps';
import { EmptyState } from '@/components/ui/empty-state';
import { Notice } from '@/components/ui/notice';
import { atLeastZero, formatRational, parseRational } from '@/lib/amount/rational';
import { estimateHref } from '@/lib/catalog/estimate-query';
import { Refusal } from '@/lib/kernel/refusal';
import { refusalSentence } from '@/lib/next/refusal-words';
import type {
  EstimateResult as EstimateResultData,
  EstimateView,
} from '@/lib/usecases/catalog/estimate-credit';

/** @units those of both, never below 0 */
function difference(whole: string, part: string): string {
  return formatRational(atLeastZero(parseRational(whole).sub(parseRational(part))));
}

/** Each step leads to the same estimate with its certificate added at the end. */
function nextOf(
  { query, program, programs }: EstimateView,
  { next }: EstimateResultData,
): Omit<NextStepsProps, 'unit' | 'claimDate'> | null {
  if (next === null) return null;
  const steps = next.steps.map(({ entry, stated, more, total, lines, leaf }) => ({
    slug: entry.slug,
    title: entry.title,
    hours: entry.workloadHours,
    more,
    total,
    lines,
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

/** What the estimate came to: an answer, a reason why there is none, or what is still missing for one. */
export async function EstimateAnswer({ view }: { view: EstimateView }) {
  const t = await getTranslations('public.estimate');
  const { outcome, institution, program, names, holdings } = view;
  if (outcome.kind === 'refused')
    return (
      <Notice tone="refused" live title={t('refused')}>
        {await refusalSentence(new Refusal('rule_violation', outcome.reason))}
      </Notice>
    );
  if (outcome.kind === 'incomplete' || institution === null || names === null)
    return <EmptyState title={t('incompleteTitle')}>{t('incomplete')}</EmptyState>;
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
      lines={result.lines}
      bar={
        program === null
          ? null
          : {
              title: program.title,
              total: program.totalCredits,
              counted: totals.counted,
              awarded: totals.awarded,
              unit: institution.homeUnit,
              limits: result.limits,
              lost: difference(totals.awarded, totals.counted),
              rest: difference(program.totalCredits, totals.counted),
            }
      }
      next={nextOf(view, result)}
      rejected={result.rejected.map(({ rule, ...why }) => ({
        id: rule.id,
        title: rule.title,
        definition: rule.definition,
        ...why,
      }))}
      ruleTitles={result.ruleTitles}
      denied={result.denied}
      dropped={result.evaluation.droppedLines ?? []}
      undecided={holdings.flatMap(({ stated, entry, leaves }) =>
        entry !== null && leaves.length === 0 ? [{ slug: stated.slug, title: entry.title }] : [],
      )}
      titles={titles}
      names={names}
      shortfall={result.evaluation.shortfalls?.upperDivision ?? null}
      isAssumed={holdings.some(({ stated, entry }) => entry !== null && stated.issuedOn === null)}
      isHeld={result.evaluation.posting === 'held'}
    />
  );
}
