import 'server-only';
import { getTranslations } from 'next-intl/server';
import type { Report } from '@/lib/next/define-action';
import type { VoteCast } from '@/lib/usecases/review/cast-vote';
import type { JudgementSaved } from '@/lib/usecases/review/save-judgement';

/** Whether a vote was cast, or marks and scores were saved without one. */
export async function reportJudgement(reply: VoteCast | JudgementSaved): Promise<Report> {
  const t = await getTranslations('done');
  return { isDone: true, message: t('ordinal' in reply ? 'voteCast' : 'judgementSaved'), lines: [] };
}
