'use client';

/** FoldedPart: label, says (in words what its fields say), fields (names of what it holds, or how they begin), findings? (of the checks, about it), children. A part that few mappings need changed. */
import { useTranslations } from 'next-intl';
import { Icon } from '@/components/ui/icon';
import { Opening } from '@/components/ui/opening';
import type { Finding } from '@/lib/rule/lint/finding';

type Props = {
  label: string;
  says: string;
  fields: readonly string[];
  findings?: readonly Finding[];
  children: React.ReactNode;
};

export function FoldedPart({ label, says, fields, findings = [], children }: Props) {
  const t = useTranslations('registrar.editor');
  return (
    <Opening
      className="border-t border-line py-1.5"
      fields={fields}
      isFaulty={findings.some(({ severity }) => severity === 'error')}
      summary={says}
      line={(words) => (
        <summary className="grid min-h-10 grid-cols-[6.5rem_minmax(0,1fr)_auto] items-baseline gap-x-3 rounded py-1.5 hover:bg-sunken sm:grid-cols-[8.5rem_minmax(0,1fr)_auto] sm:gap-x-6">
          <span className="font-semibold text-soft">{label}</span>
          <span className="min-w-0">
            {words}
            {findings.length > 0 && (
              <span className="ml-2 inline-flex items-baseline gap-1 text-sm font-medium text-recommended">
                <Icon name="warning" className="size-3.5 self-center" />
                {t('toLookAt', { count: findings.length })}
              </span>
            )}
          </span>
          <span className="no-print text-sm text-accent underline decoration-1 underline-offset-4">
            <span className="group-open:hidden">{t('change')}</span>
            <span className="hidden group-open:inline">{t('fold')}</span>
          </span>
        </summary>
      )}
    >
      <div className="grid gap-4 pb-3 sm:pl-[10rem]">{children}</div>
    </Opening>
  );
}
