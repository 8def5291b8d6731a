import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { orNothingHere } from '@/app/_components/or-nothing-here';
import { NoPermission } from '@/app/(registrar)/_components/no-permission';
import { idInPath, staffRead } from '@/app/(registrar)/staff-read';
import { EntryTitle } from '@/components/catalog/entry-title';
import { PageHeader } from '@/components/layout/page-header';
import { ActionForm } from '@/components/ui/action-form';
import { Breadcrumbs } from '@/components/ui/breadcrumbs';
import { Field } from '@/components/ui/field';
import { RadioGroup } from '@/components/ui/radio-group';
import { TextInput } from '@/components/ui/text-input';
import { TextLink } from '@/components/ui/text-link';
import { closings, demandHref } from '@/lib/catalog/certificate-request';
import { viewRequest } from '@/lib/usecases/request/list-demand';
import { closeRequestAction } from '../actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('requests.demand'))('closeTitle') };
}

/** Closes a request with a reason: as an entry that is proposed, or otherwise. */
export default orNothingHere(async function CloseRequestPage({
  params,
}: PageProps<'/registrar/demand/[requestId]'>) {
  const id = idInPath((await params).requestId);
  const [{ value, denied }, t, ui] = await Promise.all([
    staffRead(`/registrar/demand/${id}`, (ctx) => viewRequest(ctx, id)),
    getTranslations('requests.demand'),
    getTranslations('ui'),
  ]);
  if (denied !== null) return <NoPermission reason={denied} />;
  const { request, likenesses } = value;
  const secret = (
    <>
      <input type="hidden" name="requestId" value={request.id} />
      <input type="hidden" name="expectedVersion" value={request.rowVersion} />
    </>
  );
  return (
    <div className="page-narrow">
      <PageHeader
        breadcrumbs={
          <Breadcrumbs
            items={[
              { href: demandHref({ show: request.kind, sort: 'askers', page: 1 }), label: t('title') },
              { label: t('closeTitle') },
            ]}
          />
        }
        kicker={t('closeTitle')}
        title={<EntryTitle title={request.title} />}
        lede={request.provider}
      />
      <div className="grid gap-8">
        <p className="measure text-soft">{t('closeLede')}</p>
        {likenesses.length > 0 && (
          <section className="grid gap-2">
            <h2 className="text-lg font-semibold">{t('alike')}</h2>
            <ul className="stack border-y border-line">
              {likenesses.map((one) => (
                <li key={one.id} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-3">
                  <span className="grid min-w-0 gap-0.5">
                    <TextLink href={`/catalog/${one.slug}`}>
                      <EntryTitle title={one.title} language={one.language} />
                    </TextLink>
                    <span className="text-sm text-soft">
                      {t('by', { provider: one.provider, steward: one.stewardName })}
                    </span>
                  </span>
                  <ActionForm action={closeRequestAction} submit={t('isThis')} submitTone="secondary">
                    {secret}
                    <input type="hidden" name="answer" value="listed_already" />
                    <input type="hidden" name="entry" value={one.slug} />
                  </ActionForm>
                </li>
              ))}
            </ul>
          </section>
        )}
        <section className="grid gap-4">
          {likenesses.length > 0 && <h2 className="text-lg font-semibold">{t('other')}</h2>}
          <ActionForm action={closeRequestAction} submit={t('closeNow')}>
            {secret}
            <RadioGroup
              name="answer"
              legend={t('reason')}
              options={closings[request.kind].map((value) => ({ value, label: t(`closing.${value}`) }))}
              required
            />
            {request.kind === 'list' && (
              <Field name="entry" label={t('entry')} hint={t('entryHint')} optionalWord={ui('optional')}>
                <TextInput maxLength={2_000} autoComplete="off" />
              </Field>
            )}
          </ActionForm>
        </section>
      </div>
    </div>
  );
});
