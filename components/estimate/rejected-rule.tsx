/** RejectedRule: why a rule gives nothing here, and what would change that; the reason first. */
import { useFormatter, useTranslations } from 'next-intl';
import { useDay } from '@/components/catalog/rule-answer';
import { Amount } from '@/components/credit/amount';
import { useLeafConditions } from '@/components/credit/premise-view';
import { RuleSentence } from '@/components/credit/rule-sentence';
import type { RuleNames } from '@/components/credit/rule-names';
import { Disclosure } from '@/components/ui/disclosure';
import type { Unit } from '@/lib/amount/unit';
import type { Rejection } from '@/lib/credit/evaluation';
import type { RuleDefinition } from '@/lib/rule/rule-version';

export type RejectedRuleProps = {
  id: string;
  title: string;
  definition: RuleDefinition;
  rejection: Rejection;
  /** Micro-credentials that the rule names and that are not held. */
  missing: readonly string[];
  earned: { amount: string | null; unit: Unit; isMaximum: boolean } | null;
  names: RuleNames;
};

function useChanges({ definition, rejection, missing, names }: RejectedRuleProps): string[] {
  const t = useTranslations('public.estimate.changes');
  const format = useFormatter();
  const day = useDay();
  const leafConditions = useLeafConditions();
  const titles = missing.map((id) => names.microCredentials[id]?.title ?? id);
  switch (rejection.reason) {
    case 'PROGRAM_NOT_APPLICABLE':
      return [t('program', { list: format.list((definition.programs ?? []).map((code) => names.programs[code] ?? code), { type: 'disjunction' }) })];
    case 'CLAIM_WINDOW': {
      const { from, to } = definition.claimWindow ?? {};
      if (from && to) return [t('claimBetween', { from: day(from), to: day(to) })];
      return from ? [t('claimFrom', { from: day(from) })] : to ? [t('claimUntil', { to: day(to) })] : [];
    }
    case 'PENDING_CONDITION':
      return [t('assessment', { list: format.list(rejection.pending ?? []) })];
    case 'PREMISE_UNMET': {
      if ('mc' in definition.premise) {
        const conditions = leafConditions(definition.premise);
        return conditions.length > 0 ? [t('needs', { list: format.list(conditions) })] : [];
      }
      return titles.length > 0 ? [t('together', { list: format.list(titles, { type: 'disjunction' }) })] : [];
    }
    case 'RULE_NOT_PUBLISHED':
      return [t('ask')];
    default:
      return [];
  }
}

export function RejectedRule(props: RejectedRuleProps) {
  const { title, definition, rejection, earned, names } = props;
  const t = useTranslations('public.estimate');
  const entry = useTranslations('public.entry');
  const changes = useChanges(props);
  return (
    <li className="grid gap-1 py-3">
      <div className="flex flex-wrap justify-between gap-x-6">
        <h4 className="font-medium">{title}</h4>
        {earned?.amount && (
          <p className="text-soft">{t.rich('would', { amount: () => <Amount value={earned.amount ?? '0'} unit={earned.unit} upTo={earned.isMaximum} /> })}</p>
        )}
      </div>
      <p>
        {t(`reason.${rejection.reason}`)} {rejection.detail !== undefined && t(`detail.${rejection.detail}`)}
      </p>
      {changes.map((change) => (
        <p key={change} className="font-medium">
          {change}
        </p>
      ))}
      <Disclosure summary={entry('sentence')} className="text-sm">
        <RuleSentence definition={definition} names={names} />
      </Disclosure>
    </li>
  );
}
