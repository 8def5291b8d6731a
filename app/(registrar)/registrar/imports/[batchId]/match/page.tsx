import type { Metadata, Route } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { orNothingHere } from '@/app/_components/or-nothing-here';
import { NoPermission } from '@/app/(registrar)/_components/no-permission';
import { idInPath, staffRead } from '@/app/(registrar)/staff-read';
import { MatchForm } from '@/components/import/match-form';
import { MatchPlace } from '@/components/import/match-place';
import { PageHeader } from '@/components/layout/page-header';
import { Breadcrumbs } from '@/components/ui/breadcrumbs';
import { type AskedPlace, viewMatching } from '@/lib/usecases/import/view-matching';
import { matchColumnsAction } from '../../actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('imports.match'))('title') };
}

export default orNothingHere(async function MatchPage({
  params,
  searchParams,
}: PageProps<'/registrar/imports/[batchId]/match'>) {
  const batchId = idInPath((await params).batchId);
  const { sheet, header, after } = await searchParams;
  const place = placeIn(sheet, header);
  const here = `/registrar/imports/${batchId}`;
  const [{ value: view, denied }, t] = await Promise.all([
    staffRead(`${here}/match`, (ctx) => viewMatching(ctx, { batchId, place })),
    getTranslations('imports'),
  ]);
  if (denied !== null) return <NoPermission reason={denied} />;
  if (view === null) redirect(here as Route);
  const { batch } = view;
  return (
    <div className="page grid gap-6">
      <PageHeader
        kicker={t(`kind.${batch.kind}`)}
        title={t('match.title')}
        lede={t('match.lede')}
        breadcrumbs={
          <Breadcrumbs
            items={[
              { href: '/registrar/imports', label: t('list.title') },
              { href: here, label: batch.fileName },
              { label: t('match.title') },
            ]}
          />
        }
      />
      {batch.counts.encoding !== null && view.charset === null && (
        <p>{t('match.encoding', { read: t(`facts.encodings.${batch.counts.encoding}`) })}</p>
      )}
      <MatchPlace action={`${here}/match`} sheets={view.sheets} place={view.matching} />
      <MatchForm
        key={`${view.matching.sheet} ${view.matching.header} ${String(after)}`}
        view={view}
        action={matchColumnsAction}
      />
    </div>
  );
});

/** Another sheet or header than the one that is proposed; anything else in the address asks for none. */
function placeIn(sheet: unknown, header: unknown): AskedPlace | null {
  if (typeof sheet !== 'string' || !/^\d{1,2}$/.test(sheet)) return null;
  return {
    sheet: Number(sheet),
    header: typeof header === 'string' && /^\d$/.test(header) ? Number(header) : null,
  };
}
