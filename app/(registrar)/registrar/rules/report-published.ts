import 'server-only';
import { getTranslations } from 'next-intl/server';
import { Refusal } from '@/lib/kernel/refusal';
import type { Report } from '@/lib/next/define-action';
import { refusalSentence } from '@/lib/next/refusal-words';
import type { PublishedMany } from '@/lib/usecases/rule/publish-rules';

/** How many were published, and why each of the others was not. */
export async function reportPublished({ published, refused }: PublishedMany): Promise<Report> {
  const t = await getTranslations('done');
  return {
    isDone: published > 0,
    message: t('rulesPublished', { published, chosen: published + refused.length }),
    lines: await Promise.all(
      refused.map(async ({ title, code, reason }) =>
        t('notPublished', { title, reason: await refusalSentence(new Refusal(code, reason)) }),
      ),
    ),
  };
}
