'use client';

/**
 * RuleEditor: saved (what is stored), suggestions, chosen? (a suggested target that the address puts into the form), choices (certificates, courses, programs, departments, recommendations), evidence, trial, tryHref, findHref, mayHandIn, today.
 * The desk on which a mapping is written, inside an ActionForm: its sentence stays in sight while it grows, what most need stands open, the rest is folded and says what it says; beside it what a student would see, and below it the next act.
 */
import type { Saved, EditorChoices } from './editor-choices';
import { useTranslations } from 'next-intl';
import { useLayoutEffect, useMemo, useState, type KeyboardEvent } from 'react';
import { OutcomeBuilder } from '@/components/credit/outcome-builder';
import { PremiseBuilder } from '@/components/credit/premise-builder';
import type { CertificateChoice } from '@/components/credit/certificate-choice';
import { enteredIn, useIsWaking } from '@/components/ui/early-entry';
import { isStale, StoredValuesContext, useFormState } from '@/components/ui/form-state';
import { RadioGroup } from '@/components/ui/radio-group';
import { canonicalJson } from '@/lib/kernel/canonical-json';
import { fieldsOfForm, formOfFields, noBranch, noLine, withFields } from '@/lib/rule/blank-form';
import type { EvidenceAtHand } from '@/lib/rule/evidence-at-hand';
import type { ImportBasis } from '@/lib/rule/import-basis';
import type { DefinitionForm } from '@/lib/rule/form-fields';
import type { RuleDefinition } from '@/lib/rule/rule-version';
import { stands, type SuggestedTarget, withSuggested } from '@/lib/rule/suggested-target';
import type { Suggestions } from '@/lib/usecases/suggestion/view-suggestions';
import { ConflictNotice } from './conflict-notice';
import { DepartmentField } from './department-field';
import { DeskAside } from './desk-aside';
import { DeskBar } from './desk-bar';
import { DeskPart } from './desk-part';
import { DeskSentence } from './desk-sentence';
import { type EnteredText, pickEntered, useEnteredText } from './entered-text';
import { EvidenceFields } from './evidence-fields';
import type { EvidenceItem } from './evidence-items';
import { RestsOnImport } from './rests-on-import';
import { FoldedParts } from './folded-parts';
import { SuggestionPanel } from './suggestion-panel';
import { useSaved } from './use-saved';
import { type EditorTrial, useTrial } from './use-trial';

type Props = {
  saved: Saved;
  choices: EditorChoices;
  trial: EditorTrial;
  tryHref: string;
  findHref: string;
  suggestions: Suggestions;
  evidence: {
    added: readonly EvidenceItem[];
    /** The import on which it rests as it was saved last, and so needs none. */
    restsOn: Omit<ImportBasis, 'definition'> | null;
    atHand: readonly EvidenceAtHand[];
    megabytes: number;
  };
  mayHandIn: boolean;
  chosen?: SuggestedTarget | undefined;
  today: string;
};

/** Rows to write in: a blank one where there is none. */
function withRows(form: DefinitionForm): DefinitionForm {
  const outcomes = form.outcomes.map(({ lines }) => ({ lines: lines.length > 0 ? lines : [noLine] }));
  return {
    ...form,
    outcomes: outcomes.length > 0 ? outcomes : [{ lines: [noLine] }],
    premise: {
      ...form.premise,
      branches: form.premise.branches.length > 0 ? form.premise.branches : [noBranch],
    },
  };
}

/** The form as the page opens: with what is stored, and with what was chosen for it, which is not stored. */
function asOpened(form: DefinitionForm, chosen: SuggestedTarget | undefined): DefinitionForm {
  return withRows(chosen === undefined ? form : withSuggested(withRows(form), chosen));
}

export function RuleEditor(props: Props) {
  const { saved, choices, trial: first, tryHref, findHref, suggestions, evidence, chosen, today } = props;
  const t = useTranslations('registrar.editor');
  const rule = useTranslations('registrar.rule');
  const sending = useFormState();
  const sent = sending?.state;
  // Without script the page is made anew after a refusal, from what was sent.
  const [form, setForm] = useState(() =>
    sent?.values ? withRows(formOfFields(sent.values, 'definition')) : asOpened(saved.form, chosen),
  );
  const [entered, readEntered] = useEnteredText(pickEntered(sent?.values ?? {}, enteredOf(saved)));
  const isWaking = useIsWaking();
  // What was filled in before the script ran is read before anything is rendered again, which would put back what was served.
  useLayoutEffect(() => {
    if (!isWaking) return;
    const own = document.getElementById('rule-editor')?.closest('form');
    const early = own ? enteredIn(own, 'definition.') : {};
    queueMicrotask(() => {
      setForm((now) => {
        const next = withFields(now, early, 'definition');
        return canonicalJson(next) === canonicalJson(now) ? now : next;
      });
      if (own) readEntered(own);
    });
  }, [isWaking, readEntered]);
  const [found, setFound] = useState<CertificateChoice[]>([]);
  const [others, setOthers] = useState(0);
  const changes = `${JSON.stringify(form)}${others}`;
  const { trial, state } = useTrial(
    first,
    tryHref,
    changes,
    `${JSON.stringify(sent?.values ? form : withRows(saved.form))}0`,
  );
  const isSaved = useSaved('rule-editor', changes, chosen !== undefined);
  // Checks of what was entered before say nothing about what stands there now.
  const isRead = state !== 'incomplete';
  const stored = useMemo(
    () => new Map([...fieldsOfForm(saved.form)].map(([name, value]) => [`definition.${name}`, value])),
    [saved.form],
  );
  const theySay = useTheirDefinition(saved.definition, trial.definition);
  const edit = (change: Partial<DefinitionForm>) => setForm((now) => ({ ...now, ...change }));
  const choose = (suggested: SuggestedTarget) => {
    setForm((now) => withSuggested(now, suggested));
    // The browser keeps which of the two is ticked.
    const decision = suggested === null ? 'deny' : 'credit';
    document
      .querySelector<HTMLInputElement>(`#rule-editor input[name="definition.decision"][value="${decision}"]`)
      ?.click();
  };
  const certificates = [
    ...choices.certificates,
    ...found.filter(({ id }) => choices.certificates.every((one) => one.id !== id)),
  ];
  const hasEvidence = evidence.added.length > 0 || evidence.restsOn !== null || entered.hasEvidence === 'yes';
  return (
    <StoredValuesContext value={stored}>
      <div
        id="rule-editor"
        className="desk"
        onChange={({ currentTarget }) => {
          setOthers((n) => n + 1);
          const own = currentTarget.closest('form');
          if (own) readEntered(own);
        }}
        onKeyDown={handInByKeys}
      >
        <input type="hidden" name="ruleVersionId" value={saved.id} />
        {/* Enter in a field presses the first button of the form: it saves, and is none that is folded away. */}
        <button type="submit" hidden>
          {t('save')}
        </button>
        {isWaking && (
          <datalist id="course-codes">
            {choices.courses.map(({ code, title }) => (
              <option key={code} value={code}>
                {title}
              </option>
            ))}
          </datalist>
        )}
        <div className="grid grid-cols-1 gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,1fr)_20rem]">
          <div className="min-w-0">
            {theySay !== null && <ConflictNotice definition={theySay} names={first.names} />}
            <DeskSentence definition={trial.definition} names={trial.names} state={state} />
            <DeskPart label={t('held')}>
              <PremiseBuilder
                name="definition.premise"
                group={form.premise}
                onChange={(change) => edit({ premise: { ...form.premise, ...change } })}
                certificates={certificates}
                findHref={findHref}
                onFound={(one) =>
                  setFound((now) => (now.some(({ id }) => id === one.id) ? now : [...now, one]))
                }
              />
            </DeskPart>
            <DeskPart id="earns" label={t('earns')}>
              <SuggestionPanel
                suggestions={suggestions}
                isIn={(suggested) => stands(form, suggested)}
                hrefOf={(text) =>
                  text === null ? '?' : `?${new URLSearchParams({ suggested: text }).toString()}#earns`
                }
                onChoose={choose}
                homeUnit={trial.names.homeUnit}
              />
              <RadioGroup
                name="definition.decision"
                legend={t('decision')}
                inline
                defaultValue={form.decision}
                onValue={(value) => edit({ decision: value === 'deny' ? 'deny' : 'credit' })}
                options={[
                  { value: 'credit', label: t('decisionCredit') },
                  { value: 'deny', label: t('decisionDeny') },
                ]}
              />
              {form.decision === 'deny' ? (
                <p className="measure text-soft">{t('decisionDenyHint')}</p>
              ) : (
                <OutcomeBuilder
                  name="definition.outcomes"
                  outcomes={form.outcomes}
                  onChange={(outcomes) => edit({ outcomes })}
                  homeUnit={trial.names.homeUnit}
                  courses={choices.courses}
                  courseListId="course-codes"
                  isFirst={chosen === undefined && isBlank(saved.definition)}
                />
              )}
            </DeskPart>
            <DeskPart id="evidence" label={rule('evidence')}>
              {evidence.added.length === 0 && evidence.restsOn !== null && (
                <RestsOnImport basis={evidence.restsOn} />
              )}
              <EvidenceFields
                evidence={evidence.added}
                atHand={evidence.atHand}
                ruleVersionId={saved.id}
                megabytes={evidence.megabytes}
              />
            </DeskPart>
            <DeskPart label={t('reviews')}>
              <DepartmentField
                departmentId={saved.departmentId}
                departments={choices.departments}
                proposedId={trial.departmentId}
              />
            </DeskPart>
            <FoldedParts
              saved={saved}
              choices={choices}
              form={form}
              edit={edit}
              entered={entered}
              findings={isRead ? trial.findings : []}
              today={today}
            />
            <p id="hand-in-hint" className="measure border-t border-line py-4 text-sm text-soft">
              {rule('act.submitDraftHint')}
            </p>
          </div>
          <DeskAside trial={isRead ? trial : null} id={saved.id} hasEvidence={hasEvidence} today={today} />
        </div>
        <DeskBar
          isSaved={isSaved}
          open={isRead ? trial.findings.length + (hasEvidence ? 0 : 1) : null}
          mayHandIn={props.mayHandIn}
        />
      </div>
    </StoredValuesContext>
  );
}

/** Whether nothing is said yet about what it earns: that is what comes next. */
function isBlank({ deny, outcomes }: RuleDefinition): boolean {
  return deny !== true && outcomes.every(({ lines }) => lines.length === 0);
}

function enteredOf({ basis, publicNote, internalNote, title }: Saved): EnteredText {
  return {
    'basis.kind': basis.kind,
    'basis.adoption': basis.adoption ?? '',
    publicNote,
    internalNote,
    title,
    hasEvidence: '',
  };
}

/** Ctrl and Enter, from wherever one writes: the next act, as in a letter. */
function handInByKeys(event: KeyboardEvent<HTMLElement>) {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.nativeEvent.isComposing) return;
  const button = event.currentTarget.querySelector<HTMLButtonElement>('button[name="handIn"]');
  if (button === null) return;
  event.preventDefault();
  button.form?.requestSubmit(button);
}

/** What somebody else's save made of the definition, where it says something else than what is entered; null where it does not. */
function useTheirDefinition(saved: RuleDefinition, entered: RuleDefinition): RuleDefinition | null {
  const sending = useFormState();
  const stale = isStale(sending?.state);
  // Without script, what was stored before is not known: what is stored now is then shown wherever it says something else.
  const [before, setBefore] = useState({ base: sending?.base, definition: stale ? null : saved });
  if (before.base !== sending?.base) setBefore({ base: sending?.base, definition: saved });
  const says = (definition: RuleDefinition | null) => canonicalJson(definition);
  const hasChanged = says(saved) !== says(before.definition);
  return stale && hasChanged && says(saved) !== says(entered) ? saved : null;
}
