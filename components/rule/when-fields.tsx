'use client';

/** ProgramFields: form, edit, programs. For whom a mapping holds. DateFields: form, edit. When: days of completion, of claim, of the term. */
import { useTranslations } from 'next-intl';
import { Tick } from '@/components/credit/tick';
import { DateInput } from '@/components/ui/date-input';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import type { DefinitionForm } from '@/lib/rule/form-fields';

type Edit = (change: Partial<DefinitionForm>) => void;
type SpanKey = 'credentialWindow' | 'claimWindow' | 'termWindow';

function Span({
  label,
  name,
  form,
  edit,
  children,
}: {
  label: string;
  name: SpanKey;
  form: DefinitionForm;
  edit: Edit;
  children?: React.ReactNode;
}) {
  const t = useTranslations('registrar.editor');
  const span = form[name];
  return (
    <fieldset className="grid gap-1">
      <legend className="mb-1 font-medium">{label}</legend>
      <div className="flex flex-wrap items-end gap-3">
        {(['from', 'to'] as const).map((end) => (
          <Field key={end} name={`definition.${name}.${end}`} label={t(end)}>
            <DateInput
              value={span[end]}
              onChange={(event) => edit({ [name]: { ...span, [end]: event.target.value } })}
            />
          </Field>
        ))}
        {children}
      </div>
    </fieldset>
  );
}

export function ProgramFields({
  form,
  edit,
  programs,
}: {
  form: DefinitionForm;
  edit: Edit;
  programs: readonly { code: string; title: string }[];
}) {
  const t = useTranslations('registrar.editor');
  const unknown = form.programs.filter((code) => programs.every((program) => program.code !== code));
  const toggle = (code: string, on: boolean) =>
    edit({ programs: on ? [...form.programs, code] : form.programs.filter((one) => one !== code) });
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1 font-medium">{t('programs')}</legend>
      <p className="text-sm text-soft">{t('programsHint')}</p>
      <div className="-m-1 grid max-h-72 gap-2 overflow-y-auto p-1 sm:grid-cols-2">
        {[...programs, ...unknown.map((code) => ({ code, title: '' }))].map(({ code, title }) => (
          <Tick
            key={code}
            name="definition.programs[]"
            value={code}
            label={`${code} ${title}`.trim()}
            checked={form.programs.includes(code)}
            onChange={(on) => toggle(code, on)}
          />
        ))}
      </div>
    </fieldset>
  );
}

export function DateFields({ form, edit }: { form: DefinitionForm; edit: Edit }) {
  const t = useTranslations('registrar.editor');
  const { credentialWindow } = form;
  return (
    <>
      <p className="text-sm text-soft">{t('inclusive')}</p>
      <Span label={t('completed')} name="credentialWindow" form={form} edit={edit}>
        <Field name="definition.credentialWindow.basis" label={t('completedBasis')}>
          <Select
            value={credentialWindow.basis}
            onChange={(event) =>
              edit({
                credentialWindow: {
                  ...credentialWindow,
                  basis: event.target.value as 'issuedOn' | 'heldDuring',
                },
              })
            }
            options={[
              { value: 'issuedOn', label: t('basisIssued') },
              { value: 'heldDuring', label: t('basisHeld') },
            ]}
          />
        </Field>
      </Span>
      <Span label={t('claimed')} name="claimWindow" form={form} edit={edit} />
      <Span label={t('terms')} name="termWindow" form={form} edit={edit} />
    </>
  );
}
