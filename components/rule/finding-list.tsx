/** FindingList: findings. What the checks found, errors first, each with the part of the mapping it is about. */
import { useTranslations } from 'next-intl';
import { useExactNumber } from '@/components/credit/amount';
import { useLevelWords } from '@/components/credit/level-words';
import { useDay } from '@/components/ui/day';
import { Notice } from '@/components/ui/notice';
import { Unit } from '@/lib/amount/unit';
import type { Finding } from '@/lib/rule/lint/finding';

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

const amounts = ['sum', 'carried', 'maximum', 'minimum', 'year'];
const named = ['title', 'rule', 'code', 'course', 'program', 'target', 'version'];

/** What a finding mentions, as a person reads it: amounts with their unit, and no code of a unit, a level or a day. */
function useFindingValues(): (values: Finding['values']) => Finding['values'] {
  const units = useTranslations('credit.unit');
  const [exact, day, level] = [useExactNumber(), useDay(), useLevelWords()];
  const isNumber = (value: string) => /^\d+([./]\d+)?$/.test(value);
  const measured = (value: string, unit: Unit) =>
    `${exact(value)} ${units(unit, { count: value.includes('/') ? 2.5 : Number(value) })}`;
  const shown = (name: string, value: string, unit: Unit | undefined) => {
    if (named.includes(name)) return value;
    if (name === 'level') return level(value);
    if (amounts.includes(name) && unit) return measured(value, unit);
    if (/^\d{4}-\d\d-\d\d$/.test(value)) return day(value);
    const known = Unit.safeParse(value);
    if (known.success) return units(known.data, { count: 2 });
    return isNumber(value) ? exact(value) : value;
  };
  return (values) => {
    const unit = Unit.safeParse(values['unit']).data;
    return Object.fromEntries(
      Object.entries(values).map(([name, value]) => [name, shown(name, value, unit)]),
    );
  };
}

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
