/** RecognisedRule: one rule in an institution's list: standing and amount at the side, the rule as a sentence. */
import { useTranslations } from 'next-intl';
import { Amount } from '@/components/credit/amount';
import { RuleSentence } from '@/components/credit/rule-sentence';
import type { RuleNames } from '@/lib/rule/rule-names';
import { Standing, type StandingName } from '@/components/credit/standing';
import type { Unit } from '@/lib/amount/unit';
import type { RuleDefinition } from '@/lib/rule/rule-version';
import { useDay } from '@/components/ui/day';
import { useReviewWords } from './rule-answer';

export type RecognisedRuleProps = {
  code: string;
  title: string;
  version: number;
  standing: StandingName;
  earned: { amount: string | null; unit: Unit; isMaximum: boolean } | null;
  definition: RuleDefinition;
  publicNote: string;
  claimTo: string | null;
  reviewDueOn: string | null;
  names: RuleNames;
  /** The day that the page is about. */
  asOf: string;
};

export function RecognisedRule({
  code,
  title,
  version,
  standing,
  earned,
  definition,
  publicNote,
  claimTo,
  reviewDueOn,
  names,
  asOf,
}: RecognisedRuleProps) {
  const t = useTranslations('public.entry');
  const day = useDay();
  const reviewWords = useReviewWords();
  const dates = [
    claimTo === null ? null : t(standing === 'ended' ? 'ended' : 'until', { date: day(claimTo) }),
    reviewWords({ standing, reviewDueOn, asOf }),
  ].filter((part) => part !== null);
  return (
    <li className="grid gap-x-8 gap-y-2 py-4 sm:grid-cols-[12rem_minmax(0,1fr)]">
      <div className="grid content-start gap-0.5">
        {earned !== null && (
          <p className="text-lg">
            {earned.amount === null ? (
              t('onCertificate')
            ) : (
              <Amount value={earned.amount} unit={earned.unit} upTo={earned.isMaximum} />
            )}
          </p>
        )}
        <p className="text-sm">
          <Standing standing={standing} />
        </p>
      </div>
      <div className="grid gap-1">
        <h3 className="font-semibold">{title}</h3>
        <RuleSentence definition={definition} names={names} />
        {publicNote !== '' && <p className="measure text-soft">{publicNote}</p>}
        <p className="text-sm text-faint">{[t('code', { code, version }), ...dates].join(' · ')}</p>
      </div>
    </li>
  );
}
