import { getTranslations } from 'next-intl/server';
import { ClientWords } from '@/components/layout/client-words';
import { RuleEditor } from '@/components/rule/rule-editor';
import { ActionForm, type ActionFormProps } from '@/components/ui/action-form';
import { formOfDefinition } from '@/lib/rule/form-of-definition';
import type { SuggestedTarget } from '@/lib/rule/suggested-target';
import type { Trial } from '@/lib/usecases/rule/try-rule';
import type { EditableRuleView } from '@/lib/usecases/rule/view-rule';
import type { Suggestions } from '@/lib/usecases/suggestion/view-suggestions';

/** By which buttons elsewhere on the page send the draft. */
export const draftForm = 'draft';

/** A version that its author may still change. */
export async function Draft({
  view,
  trial,
  suggestions,
  chosen,
  action,
}: {
  view: EditableRuleView;
  trial: Trial;
  suggestions: Suggestions;
  chosen?: SuggestedTarget | undefined;
  action: ActionFormProps['action'];
}) {
  const { version, courses, programs, departments, microCredentials, isTitlePublic, today } = view;
  const { id, rowVersion, title, departmentId, definition, basis, publicNote, internalNote } = version;
  const t = await getTranslations('registrar.editor');
  const parts = microCredentials.flatMap((one) => one.components.map((part) => ({ ...part, versions: [] })));
  const named = microCredentials.map((one) => ({
    id: one.id,
    title: one.title,
    versions: one.versions.map(({ label }) => label),
  }));
  const certificates = [...named, ...parts.filter((part) => named.every((one) => one.id !== part.id))];
  return (
    <ClientWords namespaces={['registrar', 'credit']}>
      <ActionForm id={draftForm} action={action} submit={t('save')} version={rowVersion}>
        <RuleEditor
          saved={{
            id,
            title,
            isTitlePublic,
            departmentId,
            definition,
            form: formOfDefinition(definition),
            basis,
            publicNote,
            internalNote,
          }}
          choices={{
            certificates,
            programs,
            departments,
            courses: courses.map((course) => ({ code: course.code, title: course.title })),
            recommendations: microCredentials.flatMap((one) => one.recommendations),
          }}
          trial={{ definition, ...trial }}
          tryHref={`/registrar/rules/${id}/try`}
          findHref="/registrar/rules/certificates"
          suggestions={suggestions}
          chosen={chosen}
          today={today}
        />
      </ActionForm>
    </ClientWords>
  );
}
