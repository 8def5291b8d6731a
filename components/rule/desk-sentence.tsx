/** DeskSentence: definition, names, state (of the checks). The mapping in one sentence, in sight while its parts are changed. */
import { useTranslations } from 'next-intl';
import { RuleSentence } from '@/components/credit/rule-sentence';
import type { RuleNames } from '@/lib/rule/rule-names';
import type { RuleDefinition } from '@/lib/rule/rule-version';
import type { TrialState } from './use-trial';

const notes = { checking: 'checking', incomplete: 'incomplete', unreachable: 'unchecked' } as const;

export function DeskSentence({
  definition,
  names,
  state,
}: {
  definition: RuleDefinition;
  names: RuleNames;
  state: TrialState;
}) {
  const t = useTranslations('registrar.editor');
  return (
    <section aria-live="polite" aria-label={t('sentence')} className="desk-sentence">
      <div className="text-lg sm:text-xl">
        <RuleSentence definition={definition} names={names} />
      </div>
      <p className="min-h-5 text-sm text-soft">{state === 'fresh' ? '' : t(notes[state])}</p>
    </section>
  );
}
