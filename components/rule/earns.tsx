/** Earns: definition, names. What a mapping earns in one line: the first alternative, and how many others there are. */
import { useFormatter, useTranslations } from 'next-intl';
import type { RuleNames } from '@/lib/rule/rule-names';
import { LineView } from '@/components/credit/rule-sentence';
import type { RuleDefinition } from '@/lib/rule/rule-version';

export function Earns({ definition, names }: { definition: RuleDefinition; names: RuleNames }) {
  const t = useTranslations('registrar.list');
  const format = useFormatter();
  if (definition.deny) return <span>{t('deny')}</span>;
  const [first, ...others] = definition.outcomes;
  if (!first || first.lines.length === 0) return <span className="text-faint">{t('nothingYet')}</span>;
  return (
    <span>
      {format.list(first.lines.map((line, index) => <LineView key={index} line={line} names={names} />))}
      {others.length > 0 && <span className="text-soft"> {t('more', { count: others.length })}</span>}
    </span>
  );
}
