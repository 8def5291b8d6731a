import { ClientWords } from '@/components/layout/client-words';
import { RuleEditor } from '@/components/rule/rule-editor';
import { ActionForm, type ActionFormProps } from '@/components/ui/action-form';
import { evidenceAtHand } from '@/lib/rule/evidence-at-hand';
import { largestEvidence } from '@/lib/rule/evidence-file';
import { formOfDefinition } from '@/lib/rule/form-of-definition';
import type { SuggestedTarget } from '@/lib/rule/suggested-target';
import type { Trial } from '@/lib/usecases/rule/try-rule';
import { fatesOf } from '@/lib/micro-credential/version-fate';
import { noteOfCertificate } from '@/lib/usecases/rule/view-mapping-start';
import type { EditableRuleView } from '@/lib/usecases/rule/view-rule';
import type { Suggestions } from '@/lib/usecases/suggestion/view-suggestions';

/** A version that its author may still change. */
export function Draft({
  view,
  trial,
  suggestions,
  chosen,
  action,
  mayHandIn,
}: {
  view: EditableRuleView;
  trial: Trial;
  suggestions: Suggestions;
  chosen?: SuggestedTarget | undefined;
  action: ActionFormProps['action'];
  mayHandIn: boolean;
}) {
  const { version, courses, programs, departments, microCredentials, isTitlePublic, today } = view;
  const { id, rowVersion, title, departmentId, definition, basis, publicNote, internalNote } = version;
  const parts = microCredentials.flatMap((one) => one.components.map((part) => ({ ...part, versions: [] })));
  const named = microCredentials.map((one) => ({
    id: one.id,
    title: one.title,
    versions: fatesOf(one.versions, today),
    note: noteOfCertificate(one, today),
  }));
  const certificates = [...named, ...parts.filter((part) => named.every((one) => one.id !== part.id))];
  return (
    <ClientWords namespaces={['registrar', 'credit', 'public']}>
      <ActionForm action={action} edits={{ id, rowVersion }}>
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
            courses: courses.map(({ code, title, level, credits }) => ({ code, title, level, credits })),
            recommendations: microCredentials.flatMap((one) => one.recommendations),
          }}
          trial={{ definition, ...trial }}
          tryHref={`/registrar/rules/${id}/try`}
          findHref="/registrar/rules/certificates"
          suggestions={suggestions}
          evidence={{
            added: view.evidence,
            restsOn: view.restsOn,
            atHand: evidenceAtHand(
              microCredentials,
              view.evidence.map(({ url }) => url),
            ),
            megabytes: largestEvidence / 1024 / 1024,
          }}
          mayHandIn={mayHandIn}
          chosen={chosen}
          today={today}
        />
      </ActionForm>
    </ClientWords>
  );
}
