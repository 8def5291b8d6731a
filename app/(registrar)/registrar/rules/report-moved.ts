import 'server-only';
import { getTranslations } from 'next-intl/server';
import { Refusal } from '@/lib/kernel/refusal';
import type { Report } from '@/lib/next/define-action';
import { refusalSentence } from '@/lib/next/refusal-words';
import type { MovedMany } from '@/lib/usecases/rule/rules-at-once';

/** Of an act on many: how many were moved, and why each of the others was not. */
export function reportMoved(
  words:
    | 'rulesPublished'
    | 'rulesSuspended'
    | 'rulesResumed'
    | 'departmentsChanged'
    | 'reviewDaysChanged'
    | 'rulesReaffirmed'
    | 'rulesSuperseded'
    | 'rulesPulledBack'
    | 'rulesWithdrawn',
): (many: MovedMany) => Promise<Report> {
  return async ({ moved, refused }) => {
    const t = await getTranslations('done');
    return {
      isDone: moved > 0,
      message: t(words, { moved, chosen: moved + refused.length }),
      lines: await Promise.all(
        refused.map(async ({ title, code, reason }) =>
          t('notMoved', { title, reason: await refusalSentence(new Refusal(code, reason)) }),
        ),
      ),
    };
  };
}
