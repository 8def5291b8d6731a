/** VersionSpan: version {validFrom, validTo} or null. The days on which a version holds, in words. */
import { useTranslations } from 'next-intl';
import { useDay } from '@/components/ui/day';

export function VersionSpan({
  version,
}: {
  version: { validFrom: string | null; validTo: string | null } | null;
}) {
  const t = useTranslations('listing.editor.span');
  const day = useDay();
  const [from, to] = [version?.validFrom ?? null, version?.validTo ?? null];
  if (from !== null && to !== null) return t('between', { from: day(from), to: day(to) });
  if (from !== null) return t('from', { from: day(from) });
  return to === null ? t('ever') : t('to', { to: day(to) });
}
