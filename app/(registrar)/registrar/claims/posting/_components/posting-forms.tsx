/** The forms of the page of postings: SettingsForm asks for the dry run, MakeForm makes the batch, NumbersForm states student numbers. */
import { useTranslations } from 'next-intl';
import { ActionForm } from '@/components/ui/action-form';
import { Button } from '@/components/ui/button';
import { ConfirmButton } from '@/components/ui/confirm-button';
import { Disclosure } from '@/components/ui/disclosure';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { TextInput } from '@/components/ui/text-input';
import { Textarea } from '@/components/ui/textarea';
import { postingLayouts, PostingSettings } from '@/lib/claim/posting';
import { makePostingAction, numberStudentsAction } from '../actions';

export function SettingsForm({ settings, show }: { settings: PostingSettings; show: string }) {
  const t = useTranslations('posting.settings');
  return (
    <section className="no-print grid gap-4">
      <h2 className="serif text-xl">{t('title')}</h2>
      <form
        method="get"
        action="/registrar/claims/posting"
        aria-label={t('title')}
        className="grid gap-x-6 gap-y-4 sm:grid-cols-2 lg:grid-cols-3"
      >
        {show === 'missing' && <input type="hidden" name="show" value={show} />}
        <Field name="layout" label={t('layout')}>
          <Select
            defaultValue={settings.layout}
            options={postingLayouts.map((value) => ({ value, label: t(`layouts.${value}`) }))}
          />
        </Field>
        <Field name="term" label={t('term')}>
          <TextInput maxLength={30} defaultValue={settings.term} />
        </Field>
        <Field name="grade" label={t('grade')}>
          <TextInput maxLength={30} defaultValue={settings.grade} />
        </Field>
        <Field name="source" label={t('source')} hint={t('sourceHint')}>
          <TextInput maxLength={30} defaultValue={settings.source} />
        </Field>
        <Field name="institution" label={t('institution')} hint={t('institutionHint')}>
          <TextInput maxLength={30} defaultValue={settings.institution} />
        </Field>
        <div className="self-end">
          <Button type="submit">{t('show')}</Button>
        </div>
      </form>
    </section>
  );
}

export function MakeForm({ settings, ready }: { settings: PostingSettings; ready: number }) {
  const t = useTranslations('posting.dry');
  if (!PostingSettings.safeParse(settings).success) return <p className="measure">{t('chooseTerm')}</p>;
  return (
    <ActionForm action={makePostingAction} isAct>
      {Object.entries(settings).map(([name, value]) => (
        <input key={name} type="hidden" name={`settings.${name}`} value={value} />
      ))}
      <input type="hidden" name="expected" value={ready} />
      <ConfirmButton
        tone="primary"
        trigger={t('make')}
        question={t('makeQuestion', { count: ready })}
        confirm={t('makeNow')}
      />
    </ActionForm>
  );
}

export function NumbersForm({ mailboxes }: { mailboxes: readonly string[] }) {
  const t = useTranslations('posting.numbers');
  const form = (
    <div className="grid gap-4">
      <p className="measure text-soft">{t('lede')}</p>
      <ActionForm action={numberStudentsAction} submit={t('save')} submitTone="secondary">
        <Field name="text" label={t('text')} required>
          <Textarea
            rows={Math.min(mailboxes.length + 1, 12)}
            maxLength={60_000}
            defaultValue={mailboxes.map((mailbox) => `${mailbox} `).join('\n')}
          />
        </Field>
      </ActionForm>
    </div>
  );
  return (
    <section className="no-print grid gap-4">
      <h2 className="serif text-xl">{t('title')}</h2>
      {mailboxes.length > 0 ? form : <Disclosure summary={t('correct')}>{form}</Disclosure>}
    </section>
  );
}
