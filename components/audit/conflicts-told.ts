/** useConflictsTold: what a page says of the conflicts in a stage or in a whole review, in one sentence for both. */
import { useTranslations } from 'next-intl';
import type { ConflictsTold } from '@/lib/review/conflicts-told';

export function useConflictsTold(): (conflicts: ConflictsTold) => string {
  const t = useTranslations('audit.provenance.conflictsTold');
  return (conflicts) =>
    conflicts.kind === 'declared' ? t('declared', { count: conflicts.count }) : t(conflicts.kind);
}
