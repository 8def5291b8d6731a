/** RestingRules: rules, isChanging (whether a change is about to touch them). Mappings of the institution that rest on a certificate. */
import { RuleTitle } from '@/components/rule/rule-title';
import { useTranslations } from 'next-intl';
import { RuleStatePill } from '@/components/rule/state-pill';
import { TextLink } from '@/components/ui/text-link';
import type { RestingRule } from '@/lib/usecases/listing/view-entry';

export function RestingRules({ rules, isChanging }: { rules: readonly RestingRule[]; isChanging: boolean }) {
  const t = useTranslations('listing.record');
  return (
    <section className="grid content-start gap-3">
      <h2 className="border-b border-edge pb-2 text-lg font-semibold">{t('rules')}</h2>
      <p className="text-soft">{t(isChanging ? 'rulesLede' : 'rulesHere', { count: rules.length })}</p>
      <ul className="stack">
        {rules.map((rule) => (
          <li key={rule.id} className="flex flex-wrap items-baseline gap-x-3 gap-y-1 py-2">
            <TextLink href={`/registrar/rules/${rule.id}`}>
              {rule.code} <RuleTitle title={rule.title} />
            </TextLink>
            <span className="text-sm text-soft">{t('ruleVersion', { version: rule.version })}</span>
            <RuleStatePill standing={rule.status} />
          </li>
        ))}
      </ul>
    </section>
  );
}
