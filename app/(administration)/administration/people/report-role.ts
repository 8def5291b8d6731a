import 'server-only';
import { getTranslations } from 'next-intl/server';
import type { Report } from '@/lib/next/define-action';

/** Whether the role is given, or waits for a second administrator. */
export async function reportRole({ waits }: { waits: boolean }): Promise<Report> {
  const t = await getTranslations('done');
  return { isDone: true, message: t(waits ? 'roleWaits' : 'roleGiven'), lines: [] };
}
