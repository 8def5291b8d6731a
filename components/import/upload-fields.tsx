/** UploadFields: what a person says about a file when handing it in. Stands inside an ActionForm. */
import { useTranslations } from 'next-intl';
import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { FileInput } from '@/components/ui/file-input';
import { RadioGroup } from '@/components/ui/radio-group';
import { Select } from '@/components/ui/select';
import { TextInput } from '@/components/ui/text-input';
import type { ImportFormat, ImportKind } from '@/lib/import/kind';

export function UploadFields({ kind, formats }: { kind: ImportKind; formats: readonly ImportFormat[] }) {
  const t = useTranslations('imports.new');
  const f = useTranslations('imports.facts.formats');
  return (
    <>
      <input type="hidden" name="kind" value={kind} />
      <Field name="file" label={t('file')} hint={t('fileHint')} required>
        <FileInput accept=".xlsx,.csv,.tsv,.txt,.json,.jsonl,.ndjson,.gz,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet,text/csv,application/json,application/gzip" />
      </Field>
      {formats.length > 1 && (
        <Field name="format" label={t('format')}>
          <Select
            options={formats.map((format) => ({ value: format, label: f(format) }))}
            defaultValue="columns"
          />
        </Field>
      )}
      <Field name="source" label={t('source')} hint={t('sourceHint')} optionalWord={t('optional')}>
        <TextInput maxLength={300} />
      </Field>
      {(kind === 'micro_credentials' || kind === 'courses') && (
        <Checkbox name="withText" label={t('withText')} hint={t('withTextHint')} />
      )}
      <Checkbox name="matchColumns" label={t('matchColumns')} hint={t('matchColumnsHint')} />
      <Checkbox name="takeDoubtful" label={t('takeDoubtful')} hint={t('takeDoubtfulHint')} />
      <RadioGroup
        name="onBadRows"
        legend={t('badRows')}
        defaultValue="stop"
        options={[
          { value: 'stop', label: t('stop') },
          { value: 'skip', label: t('skip') },
        ]}
      />
    </>
  );
}
