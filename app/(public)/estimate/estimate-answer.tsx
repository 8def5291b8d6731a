import { getTranslations } from 'next-intl/server';
import { EstimateResult } from '@/components/estimate/estimate-result';
import { EmptyState } from '@/components/ui/empty-state';
import { Notice } from '@/components/ui/notice';
import { atLeastZero, formatRational, parseRational } from '@/lib/amount/rational';
import { Refusal } from '@/lib/kernel/refusal';
import { refusalSentence } from '@/lib/next/refusal-words';
import type { EstimateView } from '@/lib/usecases/catalog/estimate-credit';

/** @units those of both, never below 0 */
function difference(whole: string, part: string): string {
  return formatRational(atLeastZero(parseRational(whole).sub(parseRational(part))));
}

/** What the estimate came to: an answer, a reason why there is none, or what is still missing for one. */
export async function EstimateAnswer({ view }: { view: EstimateView }) {
  const t = await getTranslations('public.estimate');
  const { outcome, institution, program, names, holdings } = view;
  if (outcome.kind === 'refused') return <Notice tone="refused" live title={t('refused')}>{await refusalSentence(new Refusal('rule_violation', outcome.reason))}</Notice>;
  if (outcome.kind === 'incomplete' || institution === null || names === null) return <EmptyState title={t('incompleteTitle')}>{t('incomplete')}</EmptyState>;
  const { result } = outcome;
  const { totals } = result.evaluation;
  const titles = Object.fromEntries(holdings.map(({ entry }, index) => [String(index + 1), entry?.title ?? '']));
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
              title: program.title, total: program.totalCredits, counted: totals.counted, awarded: totals.awarded, unit: institution.homeUnit, limits: result.limits,
              lost: difference(totals.awarded, totals.counted), rest: difference(program.totalCredits, totals.counted),
            }
      }
      rejected={result.rejected.map(({ rule, ...why }) => ({ id: rule.id, title: rule.title, definition: rule.definition, ...why }))}
      ruleTitles={result.ruleTitles}
      denied={result.denied}
      dropped={result.evaluation.droppedLines ?? []}
      undecided={holdings.flatMap(({ stated, entry, leaves }) => (entry !== null && leaves.length === 0 ? [{ slug: stated.slug, title: entry.title }] : []))}
      titles={titles}
      names={names}
      shortfall={result.evaluation.shortfalls?.upperDivision ?? null}
      isAssumed={holdings.some(({ stated, entry }) => entry !== null && stated.issuedOn === null)}
      isHeld={result.evaluation.posting === 'held'}
    />
  );
}
