'use client';

/** FoldedParts: saved, choices, form, edit, entered (what stands in the fields that the page keeps), findings, today. What few mappings need changed, each part folded to what it says. */
import { useTranslations } from 'next-intl';
import type { Finding } from '@/lib/rule/lint/finding';
import type { DefinitionForm } from '@/lib/rule/form-fields';
import { BasisFields } from './basis-fields';
import type { EnteredText } from './entered-text';
import { FoldedPart } from './folded-part';
import { MoreFields } from './more-fields';
import { NoteFields } from './note-fields';
import { usePartWords } from './part-words';
import type { EditorChoices, Saved } from './editor-choices';
import { TitleField } from './title-field';
import { DateFields, ProgramFields } from './when-fields';

type Props = {
  saved: Saved;
  choices: Pick<EditorChoices, 'programs' | 'recommendations'>;
  form: DefinitionForm;
  edit: (change: Partial<DefinitionForm>) => void;
  entered: EnteredText;
  findings: readonly Finding[];
  today: string;
};

const ofWindows = ['credentialWindow', 'claimWindow', 'termWindow'];
const ofRest = ['combining', 'exclusiveGroup', 'overrides', 'tags', 'priority'];

export function FoldedParts({ saved, choices, form, edit, entered, findings, today }: Props) {
  const t = useTranslations('registrar.editor');
  const words = usePartWords(form, entered);
  const about = (...parts: readonly string[]) =>
    findings.filter(({ where }) => parts.includes(where.split('.')[0] ?? ''));
  return (
    <>
      <FoldedPart label={t('rests')} says={words.rests} fields={['basis']} findings={about('basis')}>
        <BasisFields basis={saved.basis} recommendations={choices.recommendations} today={today} />
      </FoldedPart>
      <FoldedPart
        label={t('students')}
        says={words.forWhom}
        fields={['definition.programs', 'definition.programs[]']}
        findings={about('programs')}
      >
        <ProgramFields form={form} edit={edit} programs={choices.programs} />
      </FoldedPart>
      <FoldedPart
        label={t('dates')}
        says={words.dates}
        fields={ofWindows.map((name) => `definition.${name}`)}
        findings={about(...ofWindows)}
      >
        <DateFields form={form} edit={edit} />
      </FoldedPart>
      <FoldedPart
        label={t('notes')}
        says={words.notes}
        fields={['publicNote', 'internalNote']}
        findings={about('publicNote')}
      >
        <NoteFields publicNote={saved.publicNote} internalNote={saved.internalNote} />
      </FoldedPart>
      <FoldedPart
        label={t('rest')}
        says={words.rest}
        fields={['title', ...ofRest.map((name) => `definition.${name}`)]}
        findings={about('overrides')}
      >
        <TitleField title={saved.title} isPublic={saved.isTitlePublic} />
        <MoreFields form={form} edit={edit} />
      </FoldedPart>
    </>
  );
}
