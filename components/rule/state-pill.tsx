/** RuleStatePill: status. Where a rule version stands in its life: an outlined word, filled once it is in force. */
import clsx from 'clsx';
import { useTranslations } from 'next-intl';
import type { RuleStatus } from '@/lib/rule/rule-version';

type Look = 'work' | 'review' | 'ready' | 'force' | 'halt' | 'closed';
const looks: Record<RuleStatus, Look> = {
  draft: 'work',
  returned: 'work',
  submitted: 'review',
  in_department: 'review',
  in_committee: 'review',
  in_dean: 'review',
  conditionally_approved: 'ready',
  approved: 'ready',
  published: 'force',
  suspended: 'halt',
  revoked: 'closed',
  rejected: 'closed',
  withdrawn: 'closed',
};
const classes: Record<Look, string> = {
  work: 'border-dashed border-edge text-soft',
  review: 'border-accent text-accent',
  ready: 'border-published text-published',
  force: 'border-published bg-published text-paper',
  halt: 'border-suspended text-suspended border-2',
  closed: 'border-line text-faint line-through decoration-1',
};

export function RuleStatePill({ status }: { status: RuleStatus }) {
  const t = useTranslations('credit.ruleStatus');
  return (
    <span
      className={clsx(
        'inline-block whitespace-nowrap rounded-sm border px-1.5 text-sm leading-5',
        classes[looks[status]],
      )}
    >
      {t(status)}
    </span>
  );
}
