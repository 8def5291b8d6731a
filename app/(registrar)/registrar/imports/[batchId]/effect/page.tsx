import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { orNothingHere } from '@/app/_components/or-nothing-here';
import { EffectList } from '@/app/(registrar)/_components/effect-list';
import { NoPermission } from '@/app/(registrar)/_components/no-permission';
import { idInPath, staffRead } from '@/app/(registrar)/staff-read';
import { PageHeader } from '@/components/layout/page-header';
import { ActionForm } from '@/components/ui/action-form';
import { Breadcrumbs } from '@/components/ui/breadcrumbs';
import { EmptyState } from '@/components/ui/empty-state';
import { parseEffectQuery } from '@/lib/catalog/effect-query';
import { Refusal } from '@/lib/kernel/refusal';
import { refusalSentence } from '@/lib/next/refusal-words';
import { testImported } from '@/lib/usecases/import/test-imported';
import { publishImportedAction } from '../../actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('registrar.effect'))('ofMany') };
}

/** What publishing the waiting decisions of an import would change, taken together, with the button that publishes just that. */
export default orNothingHere(async function EffectOfImportPage({
  params,
  searchParams,
}: PageProps<'/registrar/imports/[batchId]/effect'>) {
  const batchId = idInPath((await params).batchId);
  const asked = parseEffectQuery(await searchParams);
  const [here, path] = [`/registrar/imports/${batchId}`, `/registrar/imports/${batchId}/effect`];
  const [{ value, denied }, t, imports] = await Promise.all([
    staffRead(path, (ctx) => testImported(ctx, { batchId })),
    getTranslations('registrar.effect'),
    getTranslations('imports'),
  ]);
  if (denied !== null) return <NoPermission reason={denied} />;
  const { batch, unpublished, tried, effect, whyNotPublish } = value;
  return (
    <div className="page grid grid-cols-1 gap-6">
      <PageHeader
        breadcrumbs={
          <Breadcrumbs
            items={[
              { href: '/registrar/imports', label: imports('list.title') },
              { href: here, label: batch.fileName },
              { label: t('ofMany') },
            ]}
          />
        }
        title={t('ofMany')}
        lede={t('lede')}
      />
      {unpublished === 0 ? (
        <EmptyState title={t('noneWaiting')} />
      ) : (
        <>
          <p className="measure">
            {tried < unpublished
              ? t('someOf', { tried, count: unpublished })
              : t('together', { count: unpublished })}
          </p>
          <EffectList effect={effect} asked={asked} path={path} />
          <p className="measure text-soft">{imports('batch.noWayBack')}</p>
          {whyNotPublish === null ? (
            <ActionForm
              action={publishImportedAction}
              submit={imports('batch.publish', { count: unpublished })}
            >
              <input type="hidden" name="batchId" value={batch.id} />
              <input type="hidden" name="expectedVersion" value={batch.rowVersion} />
              {effect !== null && <input type="hidden" name="mark" value={effect.mark} />}
            </ActionForm>
          ) : (
            <p className="measure text-soft">
              {whyNotPublish === 'access/role-missing'
                ? imports('batch.registrarPublishes')
                : await refusalSentence(new Refusal('forbidden', whyNotPublish))}
            </p>
          )}
        </>
      )}
    </div>
  );
});
