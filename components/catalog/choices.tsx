/** Choices: choices (lines that may be had instead), replaced (what they are instead of, as words), names. What a rule leaves to choose, each with its amount. */
import { useFormatter, useTranslations } from 'next-intl';
import { LineView } from '@/components/credit/rule-sentence';
import type { Line } from '@/lib/credit/input';
import type { RuleNames } from '@/lib/rule/rule-names';

export function Choices({
  choices,
  replaced,
  names,
}: {
  choices: readonly (readonly Line[])[];
  replaced: readonly string[];
  names: RuleNames;
}) {
  const t = useTranslations('public.entry');
  const format = useFormatter();
  return choices.map((lines, index) => (
    <span key={index} className="block font-normal text-soft">
      {t.rich(replaced.length > 1 ? 'insteadOfLines' : 'orLines', {
        replaced: format.list(replaced),
        lines: () => (
          <>{format.list(lines.map((line, at) => <LineView key={at} line={line} names={names} />))}</>
        ),
      })}
    </span>
  ));
}
