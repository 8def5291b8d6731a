/** RuleStatePill: standing (standingOfVersion). Where a rule version stands in its life: an outlined word, filled while it is in force. */
import clsx from 'clsx';
import { useTranslations } from 'next-intl';
import type { VersionStanding } from '@/lib/rule/version-standing';

type Look = 'work' | 'review' | 'ready' | 'force' | 'halt' | 'closed';
const looks: Record<VersionStanding, Look> = {
  draft: 'work',
  returned: 'work',
  submitted: 'review',
  in_department: 'review',
  in_committee: 'review',
  in_dean: 'review',
  conditionally_approved: 'ready',
  approved: 'ready',
  published: 'force',
  coming: 'ready',
  suspended: 'halt',
  revoked: 'closed',
  rejected: 'closed',
  withdrawn: 'closed',
  superseded: 'closed',
  ended: 'closed',
};
const classes: Record<Look, string> = {
  work: 'border-dashed border-edge text-soft',
  review: 'border-accent text-accent',
  ready: 'border-published text-published',
  force: 'border-published bg-published text-paper',
  halt: 'border-suspended text-suspended border-2',
  closed: 'border-line text-faint line-through decoration-1',
};

export function RuleStatePill({ standing }: { standing: VersionStanding }) {
  const t = useTranslations('credit.ruleStatus');
  return (
    <span
      className={clsx(
        'inline-block whitespace-nowrap rounded-sm border px-1.5 text-sm leading-5',
        classes[looks[standing]],
      )}
    >
      {t(standing)}
    </span>
  );
}
