'use client';

/** BasisFields: basis, recommendations (about the certificates named), today. On what the decision rests. */
import { useTranslations } from 'next-intl';
import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { RadioGroup } from '@/components/ui/radio-group';
import { Textarea } from '@/components/ui/textarea';
import type { RuleBasis } from '@/lib/rule/rule-version';
import { RecommendationFacts, type Advice } from './recommendation-facts';

const kinds = ['recommendation', 'ownReview', 'precedent', 'agreement'] as const;

export function BasisFields({
  basis,
  recommendations,
  today,
}: {
  basis: RuleBasis;
  recommendations: readonly Advice[];
  today: string;
}) {
  const t = useTranslations('registrar.editor');
  const rule = useTranslations('registrar.rule.basisKind');
  return (
    <>
      <RadioGroup
        name="basis.kind"
        legend={t('basisKind')}
        inline
        defaultValue={basis.kind}
        options={kinds.map((kind) => ({ value: kind, label: rule(kind) }))}
      />
      <fieldset className="grid gap-3">
        <legend className="mb-1 font-medium">{t('basisRecommendations')}</legend>
        {recommendations.length === 0 && <p className="text-soft">{t('noRecommendations')}</p>}
        {recommendations.map((advice) => (
          <Checkbox
            key={advice.id}
            name="basis.recommendationIds[]"
            value={advice.id}
            defaultChecked={basis.recommendationIds.includes(advice.id)}
            label={<RecommendationFacts advice={advice} today={today} />}
          />
        ))}
      </fieldset>
      {basis.precedentRuleVersionIds.map((id) => (
        <input key={id} type="hidden" name="basis.precedentRuleVersionIds[]" value={id} />
      ))}
      {basis.microCredentialVersionIds.map((id) => (
        <input key={id} type="hidden" name="basis.microCredentialVersionIds[]" value={id} />
      ))}
      <RadioGroup
        name="basis.adoption"
        legend={t('adoption')}
        inline
        defaultValue={basis.adoption ?? ''}
        options={[
          { value: '', label: t('adoptionNone') },
          { value: 'asIs', label: t('adoptionAsIs') },
          { value: 'changed', label: t('adoptionChanged') },
        ]}
      />
      <Field name="basis.changedBecause" label={t('changedBecause')}>
        <Textarea rows={2} defaultValue={basis.changedBecause} />
      </Field>
      <Field name="basis.otherwiseBecause" label={t('otherwiseBecause')} hint={t('otherwiseBecauseHint')}>
        <Textarea rows={2} defaultValue={basis.otherwiseBecause} />
      </Field>
    </>
  );
}
