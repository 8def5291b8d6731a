/** StatePill: status of an import, by shape and word. */
import clsx from 'clsx';
import { useTranslations } from 'next-intl';
import type { BatchStatus } from '@/lib/import/kind';

const marks: Record<BatchStatus, string> = {
  checking: 'border border-dotted border-undecided',
  matching: 'border-2 border-undecided',
  checked: 'border-2 border-recommended',
  applying: 'border border-dotted border-undecided',
  applied: 'bg-published',
  undone: 'border-2 border-published',
  refused: 'border-2 border-suspended bg-suspended-wash',
  stopped: 'border-2 border-suspended bg-suspended-wash',
};

export function StatePill({ status }: { status: BatchStatus }) {
  const t = useTranslations('imports.state');
  return (
    <span className="inline-flex items-center gap-2 whitespace-nowrap">
      <span
        aria-hidden="true"
        className={clsx('inline-block size-2.5 forced-color-adjust-none', marks[status])}
      />
      {t(status)}
    </span>
  );
}
