/** LineStudent: claimId, studentName; leads to the claim. LineTarget: kind, target; says where credit is taken back. What every table of lines shows of one. */
import { useTranslations } from 'next-intl';
import { TextLink } from '@/components/ui/text-link';
import type { PlannedLine } from '@/lib/claim/posting';

export function LineStudent({ claimId, studentName }: Pick<PlannedLine, 'claimId' | 'studentName'>) {
  return (
    <TextLink href={`/registrar/claims/${claimId}`}>
      <bdi className="[overflow-wrap:anywhere]">{studentName}</bdi>
    </TextLink>
  );
}

export function LineTarget({ kind, target }: Pick<PlannedLine, 'kind' | 'target'>) {
  const t = useTranslations('posting');
  return (
    <>
      <bdi className="[overflow-wrap:anywhere]">{target}</bdi>
      {kind === 'reversal' && <span className="block text-sm">{t(`kind.${kind}`)}</span>}
    </>
  );
}
