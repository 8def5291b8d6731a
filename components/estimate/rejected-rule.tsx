/** RejectedRule: why a rule gives nothing here, and what would change that; the reason first. */
import { useTranslations } from 'next-intl';
import { Amount } from '@/components/credit/amount';
import { RuleSentence } from '@/components/credit/rule-sentence';
import type { RuleNames } from '@/lib/rule/rule-names';
import { Disclosure } from '@/components/ui/disclosure';
import type { Unit } from '@/lib/amount/unit';
import type { RuleDefinition } from '@/lib/rule/rule-version';
import { type ReasonSentence, useReasonWords } from './reason-words';

export type RejectedRuleProps = {
  id: string;
  title: string;
  definition: RuleDefinition;
  explanation: ReasonSentence & { parts?: readonly ReasonSentence[] };
  earned: { amount: string | null; unit: Unit; isMaximum: boolean } | null;
  names: RuleNames;
  /** Titles of the rules at hand, by the id of their version. */
  ruleTitles: Readonly<Record<string, string>>;
};

export function RejectedRule({
  title,
  definition,
  explanation,
  earned,
  names,
  ruleTitles,
}: RejectedRuleProps) {
  const t = useTranslations('public.estimate');
  const entry = useTranslations('public.entry');
  const say = useReasonWords(names, names.homeUnit, ruleTitles);
  const amount = earned?.amount ?? null;
  return (
    <li className="grid gap-1 py-3">
      <div className="flex flex-wrap justify-between gap-x-6">
        <h4 className="font-medium">{title}</h4>
        {earned !== null && amount !== null && (
          <p className="text-soft">
            {t.rich('would', {
              amount: () => <Amount value={amount} unit={earned.unit} upTo={earned.isMaximum} />,
            })}
          </p>
        )}
      </div>
      <p>
        {say(explanation)}{' '}
        {explanation.change && <strong className="font-semibold">{say(explanation.change)}</strong>}
      </p>
      {explanation.parts !== undefined && explanation.parts.length > 0 && (
        <ul className="list-disc pl-5">
          {explanation.parts.map((part, index) => (
            <li key={index}>
              {say(part)} {part.change && <strong className="font-semibold">{say(part.change)}</strong>}
            </li>
          ))}
        </ul>
      )}
      <Disclosure summary={entry('sentence')} className="text-sm">
        <RuleSentence definition={definition} names={names} />
      </Disclosure>
    </li>
  );
}
