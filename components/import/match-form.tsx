/** MatchForm: the columns of a file with what each is taken for, the values that mean something, and what holds for all rows. Props: view, action. */
import { useTranslations } from 'next-intl';
import { ActionForm } from '@/components/ui/action-form';
import type { ActionFormBodyProps } from '@/components/ui/action-form-body';
import { Button } from '@/components/ui/button';
import { useMoment } from '@/components/ui/day';
import { Field } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import { RadioGroup } from '@/components/ui/radio-group';
import { Select } from '@/components/ui/select';
import type { MatchingView } from '@/lib/usecases/import/view-matching';
import { answersTo } from '@/lib/import/needed-fields';
import { encodeNotes, noteOf } from '@/lib/import/note';
import { KeepEntered } from './keep-entered';
import { MatchColumnTable } from './match-column-table';
import { MatchConstants } from './match-constants';
import { MatchValues } from './match-values';
import { NoteWords } from './note-words';
import { StillOpen } from './still-open';

export function MatchForm({ view, action }: { view: MatchingView; action: ActionFormBodyProps['action'] }) {
  const t = useTranslations('imports.match');
  const moment = useMoment();
  const { batch, matching, columns, groups, remembered, asked } = view;
  return (
    <ActionForm
      action={action}
      edits={batch}
      submit={t('check')}
      secondary={
        <Button type="submit" name="intent" value="show">
          {t('showAgain')}
        </Button>
      }
    >
      <input type="hidden" name="batchId" value={batch.id} />
      <input type="hidden" name="sheet" value={matching.sheet} />
      <input type="hidden" name="header" value={matching.header} />
      <KeepEntered of={`${batch.id} ${matching.sheet} ${matching.header} ${batch.rowVersion}`} />
      {remembered !== null && <p>{t('remembered', { name: remembered.name, at: moment(remembered.at) })}</p>}
      {view.foreignUnit !== null && (
        <Notice tone="warning" title={t('foreignUnit')}>
          <NoteWords reason={encodeNotes([noteOf('unit/file-other', view.foreignUnit)])} />
        </Notice>
      )}
      <Open view={view} />
      {view.charset !== null && (
        <RadioGroup
          name="encoding"
          legend={t('charset')}
          hint={t('charsetHint')}
          defaultValue={view.charset.encoding ?? ''}
          options={view.charset.choices.map(({ encoding, examples }) => ({
            value: encoding,
            label: examples.join(' · '),
            hint: t(`charsets.${encoding}`),
          }))}
        />
      )}
      <MatchColumnTable kind={batch.kind} columns={columns} />
      {(asked.dayOrder || asked.decimalSign) && (
        <section className="grid gap-4" aria-labelledby="written">
          <h2 id="written" className="serif text-xl">
            {t('written')}
          </h2>
          {asked.dayOrder && (
            <Field name="dayOrder" label={t('dayOrder')} className="max-w-md">
              <Select
                placeholder={t('choose')}
                defaultValue={matching.dayOrder ?? ''}
                options={(['dmy', 'mdy'] as const).map((value) => ({
                  value,
                  label: t(`dayOrders.${value}`),
                }))}
              />
            </Field>
          )}
          {asked.decimalSign && (
            <Field name="decimalSign" label={t('decimalSign')} className="max-w-md">
              <Select
                placeholder={t('choose')}
                defaultValue={matching.decimalSign ?? ''}
                options={(['comma', 'point'] as const).map((value) => ({
                  value,
                  label: t(`decimalSigns.${value}`),
                }))}
              />
            </Field>
          )}
        </section>
      )}
      <MatchValues kind={batch.kind} groups={groups} />
      <MatchConstants kind={batch.kind} matching={matching} missing={view.open.missing} />
    </ActionForm>
  );
}

/** What has to be said before the file can be checked, one by one. */
function Open({ view: { batch, open } }: { view: MatchingView }) {
  const t = useTranslations('imports.match');
  const name = (field: string) => t(`fields.${field as 'title'}`);
  const said = [
    ...open.missing.map((field) => ({
      sentence: t('missing', { field: name(field) }),
      answers: answersTo(batch.kind, field),
    })),
    ...(open.twice.length > 0 ? [{ sentence: t('twice', { fields: open.twice.map(name).join(', ') }) }] : []),
    ...(open.dayOrder ? [{ sentence: t('dayOrderOpen'), control: 'dayOrder' }] : []),
    ...(open.decimalSign ? [{ sentence: t('decimalSignOpen'), control: 'decimalSign' }] : []),
  ];
  return said.length === 0 ? null : <StillOpen title={t('openTitle')} said={said} />;
}
