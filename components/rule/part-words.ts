import { useFormatter, useTranslations } from 'next-intl';
import { useSpanWords } from '@/components/credit/rule-sentence';
import type { DefinitionForm } from '@/lib/rule/form-fields';
import type { EnteredText } from './entered-text';

const kinds = ['recommendation', 'ownReview', 'precedent', 'agreement'] as const;

/** What the folded parts of a mapping say, each in a few words. */
export function usePartWords(
  form: DefinitionForm,
  entered: EnteredText,
): Record<'rests' | 'forWhom' | 'dates' | 'notes' | 'rest', string> {
  const t = useTranslations('registrar.editor');
  const basis = useTranslations('registrar.rule.basisKind');
  const format = useFormatter();
  const span = useSpanWords();
  const dates = [
    span(form.credentialWindow.basis, form.credentialWindow),
    span('term', form.termWindow),
    span('claim', form.claimWindow),
  ].filter((part) => part !== null);
  const ground = kinds.find((kind) => kind === entered['basis.kind']) ?? 'ownReview';
  const adoption = entered['basis.adoption'];
  const notes = { students: entered.publicNote.trim() !== '', staff: entered.internalNote.trim() !== '' };
  return {
    rests: [
      basis(ground),
      adoption === 'asIs' || adoption === 'changed'
        ? t(adoption === 'asIs' ? 'saysTakenAsIs' : 'saysTakenChanged')
        : null,
    ]
      .filter((part) => part !== null)
      .join(', '),
    forWhom:
      form.programs.length === 0
        ? t('saysEveryProgram')
        : format.list(form.programs, { type: 'disjunction' }),
    dates: dates.length === 0 ? t('saysNoDates') : dates.join(', '),
    notes: t(
      notes.students && notes.staff
        ? 'saysBothNotes'
        : notes.students
          ? 'saysPublicNote'
          : notes.staff
            ? 'saysInternalNote'
            : 'saysNoNotes',
    ),
    rest: [
      entered.title,
      form.combining === 'free' ? null : t(form.combining === 'alone' ? 'combiningAlone' : 'combiningGroup'),
      form.overrides === '' ? null : t('saysOverrides', { codes: form.overrides }),
      form.tags === '' ? null : t('saysTags', { tags: form.tags }),
      form.priority === '' ? null : t('saysPriority', { priority: form.priority }),
    ]
      .filter((part) => part !== null)
      .join(' · '),
  };
}
