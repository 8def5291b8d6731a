/** RuleAnswer: definition, names. The answer of a mapping, large: amount and unit, and as what; alternatives below each other. */
import { useTranslations } from 'next-intl';
import { Amount } from '@/components/credit/amount';
import { LineView } from '@/components/credit/rule-sentence';
import type { RuleNames } from '@/components/credit/rule-names';
import type { Line } from '@/lib/credit/input';
import type { RuleDefinition } from '@/lib/rule/rule-version';

function LargeLine({ line, names }: { line: Line; names: RuleNames }) {
  const { credits } = line;
  if (!('amount' in credits) || line.kind === 'waiver' || line.kind === 'noncredit') {
    return <p className="serif text-xl"><LineView line={line} names={names} /></p>;
  }
  const title = line.kind === 'course' ? names.courses[line.target] : undefined;
  return (
    <p className="flex flex-wrap items-baseline gap-x-4">
      <Amount value={credits.amount} unit={credits.unit ?? names.homeUnit} size="large" />
      <span className="text-lg">
        <span className="font-semibold">{line.target}</span> {title}
      </span>
    </p>
  );
}

export function RuleAnswer({ definition, names }: { definition: RuleDefinition; names: RuleNames }) {
  const t = useTranslations('registrar.rule');
  if (definition.deny) return <p className="serif text-3xl">{t('denied')}</p>;
  const filled = definition.outcomes.filter(({ lines }) => lines.length > 0);
  return (
    <div className="grid gap-2">
      {filled.map(({ lines }, index) => (
        <div key={index} className="grid gap-1">
          {index > 0 && <p className="serif text-soft">{t('alternative')}</p>}
          {lines.map((line, at) => (
            <LargeLine key={at} line={line} names={names} />
          ))}
        </div>
      ))}
    </div>
  );
}
