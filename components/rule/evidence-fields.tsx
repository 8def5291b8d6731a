'use client';

/**
 * EvidenceFields: evidence (added already), atHand (links known of the certificates), ruleVersionId, megabytes. Evidence of a draft: what there is, what can be added with
 * one press, and one link or file more. Sent with the rest of the form; blank again once it is saved.
 */
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { FileInput } from '@/components/ui/file-input';
import { useFormState } from '@/components/ui/form-state';
import { Opening } from '@/components/ui/opening';
import { Select } from '@/components/ui/select';
import { TextInput } from '@/components/ui/text-input';
import type { EvidenceAtHand } from '@/lib/rule/evidence-at-hand';
import { evidenceEndings, evidenceKinds } from '@/lib/rule/evidence-file';
import { EvidenceItems, type EvidenceItem } from './evidence-items';

type Props = {
  evidence: readonly EvidenceItem[];
  atHand: readonly EvidenceAtHand[];
  ruleVersionId: string;
  megabytes: number;
};

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname.replace(/^www\./, '') : url;
}

export function EvidenceFields({ evidence, atHand, ruleVersionId, megabytes }: Props) {
  const t = useTranslations('registrar.rule');
  const editor = useTranslations('registrar.editor');
  const state = useFormState()?.state;
  // What was sent has been added: the same fields would add it once more.
  const [sent, setSent] = useState({ state, times: 0 });
  if (sent.state !== state) setSent({ state, times: sent.times + (state?.status === 'done' ? 1 : 0) });
  return (
    <>
      {evidence.length === 0 && atHand.length === 0 && <p className="text-soft">{t('evidenceNone')}</p>}
      {evidence.length > 0 && <EvidenceItems evidence={evidence} ruleVersionId={ruleVersionId} />}
      <div key={sent.times} className="grid gap-4">
        {atHand.length > 0 && (
          <fieldset className="grid gap-2">
            <legend className="mb-1 font-medium">{editor('atHand')}</legend>
            {atHand.map(({ url, title, kind }) => (
              <Checkbox
                key={url}
                name="evidence.atHand[]"
                value={url}
                label={
                  <>
                    {title}{' '}
                    <span className="text-sm text-soft">{`${t(`evidenceKind.${kind}`)} · ${hostOf(url)}`}</span>
                  </>
                }
              />
            ))}
          </fieldset>
        )}
        {atHand.length === 0 ? (
          <LinkOrFile megabytes={megabytes} />
        ) : (
          <Opening
            summary={editor('otherEvidence')}
            fields={['evidence.title', 'evidence.kind', 'evidence.url', 'evidence.file']}
            isFaulty={state?.reason?.startsWith('evidence/') === true || state?.reason === 'rule/no-evidence'}
          >
            <LinkOrFile megabytes={megabytes} />
          </Opening>
        )}
      </div>
    </>
  );
}

/** One link or file, what it is called, and a way to add it at once. */
function LinkOrFile({ megabytes }: { megabytes: number }) {
  const t = useTranslations('registrar.rule');
  const editor = useTranslations('registrar.editor');
  return (
    <div className="grid gap-3">
      <div className="grid grid-cols-[minmax(0,1fr)_9rem] items-end gap-3 sm:grid-cols-[minmax(0,1fr)_12rem]">
        <Field name="evidence.title" label={t('evidenceTitle')}>
          <TextInput maxLength={200} placeholder={editor('evidenceNamed')} />
        </Field>
        <Field name="evidence.kind" label={t('evidenceKindLabel')}>
          <Select options={evidenceKinds.map((one) => ({ value: one, label: t(`evidenceKind.${one}`) }))} />
        </Field>
      </div>
      <div className="grid items-end gap-3 sm:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto]">
        <Field name="evidence.url" label={t('evidenceUrl')}>
          <TextInput type="url" inputMode="url" />
        </Field>
        <Field name="evidence.file" label={t('evidenceFile')}>
          <FileInput
            accept={evidenceEndings.join(',')}
            aria-describedby="evidence-file-hint"
            className="p-1!"
          />
        </Field>
        <Button type="submit">{t('attach')}</Button>
      </div>
      <p id="evidence-file-hint" className="text-sm text-soft">
        {t('evidenceFileHint', { size: megabytes })}
      </p>
    </div>
  );
}
