import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { BadgeAnswer } from '@/components/badge/badge-answer';
import { PageHeader } from '@/components/layout/page-header';
import { ActionForm } from '@/components/ui/action-form';
import { DateInput } from '@/components/ui/date-input';
import { Field } from '@/components/ui/field';
import { FileInput } from '@/components/ui/file-input';
import { TextInput } from '@/components/ui/text-input';
import { Textarea } from '@/components/ui/textarea';
import { TextLink } from '@/components/ui/text-link';
import { requestContext } from '@/lib/next/request-context';
import { viewChosen } from '@/lib/usecases/badge/view-chosen';
import { checkBadgeAction } from './actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('badge'))('title') };
}

/** Checks a badge without an account. Nothing that is handed in is kept. */
export default async function ProvePage({ searchParams }: PageProps<'/prove'>) {
  const { institution } = await searchParams;
  const slug = typeof institution === 'string' ? institution : '';
  const ctx = await requestContext();
  const [t, requests, only] = await Promise.all([
    getTranslations('badge'),
    getTranslations('requests.ask'),
    viewChosen(ctx, slug),
  ]);
  return (
    <div className="page-narrow">
      <PageHeader title={t('title')} lede={t('lede')} />
      <ActionForm action={checkBadgeAction} submit={t('check')}>
        <BadgeAnswer />
        {only !== null && (
          <p className="[overflow-wrap:anywhere]">
            {t('only', { institution: only })} <TextLink href="/prove">{t('forAll')}</TextLink>
            <input type="hidden" name="institution" value={slug} />
          </p>
        )}
        <Field name="file" label={t('file')} hint={t('fileHint')} optionalWord={t('optional')}>
          <FileInput accept=".png,.svg,.json,.jsonld,.jwt,.1ob,.txt" />
        </Field>
        <Field name="text" label={t('text')} hint={t('textHint')} optionalWord={t('optional')}>
          <Textarea rows={4} spellCheck={false} />
        </Field>
        <Field name="recipient" label={t('recipient')} hint={t('recipientHint')} optionalWord={t('optional')}>
          <TextInput maxLength={254} autoComplete="email" />
        </Field>
        <Field name="claimDay" label={t('claimDay')} hint={t('claimDayHint')} optionalWord={t('optional')}>
          <DateInput />
        </Field>
      </ActionForm>
      <div className="mt-8 grid gap-2 measure text-sm text-soft">
        <p>{t('kinds')}</p>
        <p>
          {t('kept')} <TextLink href="/help#privacy">{requests('more')}</TextLink>
        </p>
      </div>
    </div>
  );
}
