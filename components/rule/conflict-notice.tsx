'use client';

/** ConflictNotice: definition and names, as somebody else saved them meanwhile. What the mapping says now, in words, beside one's own. */
import { useTranslations } from 'next-intl';
import type { RuleNames } from '@/lib/rule/rule-names';
import { RuleSentence } from '@/components/credit/rule-sentence';
import { Notice } from '@/components/ui/notice';
import type { RuleDefinition } from '@/lib/rule/rule-version';

export function ConflictNotice({ definition, names }: { definition: RuleDefinition; names: RuleNames }) {
  const t = useTranslations('registrar.editor');
  return (
    <Notice tone="warning" title={t('conflict')}>
      <RuleSentence definition={definition} names={names} />
    </Notice>
  );
}
