import { useTranslations } from 'next-intl';
import { RuleSentence } from '@/components/credit/rule-sentence';
import { RuleStatePill } from '@/components/rule/state-pill';
import { Day } from '@/components/ui/day';
import { TextLink } from '@/components/ui/text-link';
import type { QuestionView } from '@/lib/usecases/review/case-view';

/** What was decided here about the same certificates, each with its outcome and its reason. */
export function CasePrecedents({ question: { precedents, besideNames } }: { question: QuestionView }) {
  const t = useTranslations('faculty.facts');
  return (
    <div className="grid gap-1">
      <h2 className="font-semibold">{t('precedents')}</h2>
      {precedents.length === 0 ? (
        <p className="text-sm text-soft">{t('noPrecedents')}</p>
      ) : (
        <ul className="stack text-sm">
          {precedents.map((one) => (
            <li key={one.ruleVersionId} className="grid gap-1 py-2">
              <span className="flex flex-wrap items-baseline gap-x-2 gap-y-1">
                <TextLink href={`/registrar/rules/${one.ruleVersionId}`}>{one.ruleCode}</TextLink>
                <RuleStatePill standing={one.standing} />
                {one.decidedAt !== null && (
                  <span className="text-soft">
                    <Day date={one.decidedAt} />
                  </span>
                )}
              </span>
              <RuleSentence definition={one.definition} names={besideNames} />
              {one.reason !== '' && <span className="text-soft">{t('because', { reason: one.reason })}</span>}
              {one.isNamed && <span className="font-medium">{t('named')}</span>}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
