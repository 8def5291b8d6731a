/** WithheldNotice: stage {kind, dueOn}; caseHref. Says that a blind review keeps this entry's changes back, and until when. */
import { useTranslations } from 'next-intl';
import { Day } from '@/components/ui/day';
import { Notice } from '@/components/ui/notice';
import { TextLink } from '@/components/ui/text-link';

export type WithheldNoticeProps = {
  stage: { kind: 'department' | 'committee' | 'dean'; dueOn: string | null };
  caseHref: string;
};

export function WithheldNotice({ stage: { kind, dueOn }, caseHref }: WithheldNoticeProps) {
  const t = useTranslations('audit');
  return (
    <Notice title={t('withheld', { stage: kind })}>
      <p>
        {t('withheldWhy')} {dueOn !== null && t.rich('withheldDue', { day: () => <Day date={dueOn} /> })}
      </p>
      <p>
        {t('withheldChain')} <TextLink href={caseHref}>{t('withheldCase')}</TextLink>
      </p>
    </Notice>
  );
}
