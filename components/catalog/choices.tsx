/** Choices: choices (lines that may be had instead), names. What a rule leaves to choose, each with its amount. */
import { useFormatter, useTranslations } from 'next-intl';
import { LineView } from '@/components/credit/rule-sentence';
import type { Line } from '@/lib/credit/input';
import type { RuleNames } from '@/lib/rule/rule-names';

export function Choices({ choices, names }: { choices: readonly (readonly Line[])[]; names: RuleNames }) {
  const t = useTranslations('public.entry');
  const format = useFormatter();
  return choices.map((lines, index) => (
    <span key={index} className="block font-normal text-soft">
      {t.rich('orLines', {
        lines: () => (
          <>{format.list(lines.map((line, at) => <LineView key={at} line={line} names={names} />))}</>
        ),
      })}
    </span>
  ));
}
