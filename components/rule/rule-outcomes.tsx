/** RuleOutcomes: definition, names, amounts? (target → amount in the home unit, where the definition leaves it to the course catalog). The answer of a mapping, large. */
import { useTranslations } from 'next-intl';
import { Amount } from '@/components/credit/amount';
import { useLevelWords } from '@/components/credit/level-words';
import { LineView } from '@/components/credit/rule-sentence';
import type { RuleNames } from '@/lib/rule/rule-names';
import type { Line } from '@/lib/credit/input';
import type { RuleDefinition } from '@/lib/rule/rule-version';

type Amounts = Readonly<Record<string, string>>;

function LargeLine({ line, names, amounts }: { line: Line; names: RuleNames; amounts: Amounts }) {
  const levelWords = useLevelWords();
  const { credits } = line;
  const amount =
    'amount' in credits ? credits.amount : 'catalog' in credits ? amounts[line.target] : undefined;
  if (amount === undefined || line.kind === 'waiver' || line.kind === 'noncredit') {
    return (
      <p className="serif text-xl">
        <LineView line={line} names={names} />
      </p>
    );
  }
  const title = line.kind === 'course' ? names.courses[line.target] : undefined;
  return (
    <p className="flex flex-wrap items-baseline gap-x-4">
      <Amount value={amount} unit={('amount' in credits && credits.unit) || names.homeUnit} size="large" />
      <span className="text-lg">
        <span className="font-semibold">
          {line.kind === 'levelOnly' ? levelWords(line.target) : line.target}
        </span>{' '}
        {title}
      </span>
    </p>
  );
}

export function RuleOutcomes({
  definition,
  names,
  amounts = {},
}: {
  definition: RuleDefinition;
  names: RuleNames;
  amounts?: Amounts;
}) {
  const t = useTranslations('registrar.rule');
  if (definition.deny) return <p className="serif text-3xl">{t('denied')}</p>;
  const filled = definition.outcomes.filter(({ lines }) => lines.length > 0);
  return (
    <div className="grid gap-2">
      {filled.map(({ lines }, index) => (
        <div key={index} className="grid gap-1">
          {index > 0 && <p className="serif text-soft">{t('alternative')}</p>}
          {lines.map((line, at) => (
            <LargeLine key={at} line={line} names={names} amounts={amounts} />
          ))}
        </div>
      ))}
    </div>
  );
}
