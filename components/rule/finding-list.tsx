/** FindingList: findings. What the checks found, errors first, each with the part of the mapping it is about. */
import { useTranslations } from 'next-intl';
import { Notice } from '@/components/ui/notice';
import type { Finding } from '@/lib/rule/lint/finding';
import { useFindingValues } from './finding-values';

const parts = [
  'premise',
  'outcomes',
  'programs',
  'credentialWindow',
  'claimWindow',
  'termWindow',
  'overrides',
  'publicNote',
] as const;

function FindingItems({ findings }: { findings: readonly Finding[] }) {
  const [t, say] = [useTranslations('registrar.rule.where'), useTranslations('registrar.finding')];
  const shown = useFindingValues();
  return (
    <ul className="grid gap-1.5">
      {findings.map(({ code, where, values }, index) => {
        const part = parts.find((name) => where === name || where.startsWith(`${name}.`));
        return (
          <li key={index}>
            {part !== undefined && <span className="text-sm text-soft">{t(part)}: </span>}
            {say(code, shown(values))}
          </li>
        );
      })}
    </ul>
  );
}

export function FindingList({ findings }: { findings: readonly Finding[] }) {
  const t = useTranslations('registrar.rule');
  const [errors, warnings] = [
    findings.filter(({ severity }) => severity === 'error'),
    findings.filter(({ severity }) => severity === 'warning'),
  ];
  return (
    <div className="grid gap-3">
      {findings.length === 0 && <Notice tone="done">{t('noFindings')}</Notice>}
      {errors.length > 0 && (
        <Notice tone="refused" title={t('errors', { count: errors.length })}>
          <FindingItems findings={errors} />
        </Notice>
      )}
      {warnings.length > 0 && (
        <Notice tone="warning" title={t('warnings', { count: warnings.length })}>
          <FindingItems findings={warnings} />
        </Notice>
      )}
    </div>
  );
}
