/** AccreditationParts: view. The days of an accreditation file, what it will hold, and who has taken one before. */
import { useTranslations } from 'next-intl';
import { Section } from '@/components/administration/section';
import { Button } from '@/components/ui/button';
import { DateInput } from '@/components/ui/date-input';
import { Field } from '@/components/ui/field';
import { LinkButton } from '@/components/ui/link-button';
import { Notice } from '@/components/ui/notice';
import type { AccreditationView } from '@/lib/usecases/accreditation/view-accreditation';
import { AuditList } from './audit-list';

const files = [
  'index',
  'policies',
  'decisions',
  'stages',
  'judgement',
  'evidence',
  'denials',
  'record',
] as const;

export function AccreditationParts({
  view: { period, isCrossed, count, taken },
}: {
  view: AccreditationView;
}) {
  const t = useTranslations('accreditation');
  return (
    <div className="grid grid-cols-1 gap-10">
      <div className="grid gap-4">
        <form method="get" action="/audit/accreditation" className="flex flex-wrap items-end gap-3">
          <Field name="from" label={t('from')}>
            <DateInput defaultValue={period.from} />
          </Field>
          <Field name="to" label={t('to')}>
            <DateInput defaultValue={period.to} />
          </Field>
          <Button type="submit">{t('show')}</Button>
        </form>
        {isCrossed ? (
          <Notice tone="refused" title={t('crossed')} />
        ) : (
          <>
            <p>{t('count', { count })}</p>
            <p>
              <LinkButton href={`/audit/accreditation/file?from=${period.from}&to=${period.to}`} download>
                {t('take')}
              </LinkButton>
            </p>
            <p className="measure text-sm text-soft">{t('taking')}</p>
          </>
        )}
      </div>
      <Section title={t('holds')} lede={t('withheld')}>
        <ul className="prose list-disc pl-5">
          {files.map((name) => (
            <li key={name}>{t(`file.${name}`)}</li>
          ))}
        </ul>
      </Section>
      <Section title={t('verify')}>
        <p className="measure [overflow-wrap:anywhere]">
          {t.rich('verifyHow', { code: (text) => <code className="font-mono text-sm">{text}</code> })}
        </p>
      </Section>
      <Section title={t('taken')}>
        {taken.length === 0 ? (
          <p className="text-soft">{t('notTaken')}</p>
        ) : (
          <AuditList rows={taken.map((row) => ({ ...row, subject: null }))} showObject={false} />
        )}
      </Section>
    </div>
  );
}
