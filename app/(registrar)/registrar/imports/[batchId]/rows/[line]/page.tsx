import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { orNothingHere } from '@/app/_components/or-nothing-here';
import { NoPermission } from '@/app/(registrar)/_components/no-permission';
import { idInPath, staffRead } from '@/app/(registrar)/staff-read';
import { RowCells } from '@/components/import/row-cells';
import { PageHeader } from '@/components/layout/page-header';
import { Breadcrumbs } from '@/components/ui/breadcrumbs';
import { viewRow } from '@/lib/usecases/import/view-row';
import { fixCellsAction } from '../../../actions';
import { pageIn } from '../../../page-in';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('imports.fix'))('title') };
}

export default orNothingHere(async function RowPage({
  params,
  searchParams,
}: PageProps<'/registrar/imports/[batchId]/rows/[line]'>) {
  const { batchId: given, line: written } = await params;
  const batchId = idInPath(given);
  if (!/^\d{1,9}$/.test(written)) notFound();
  const line = Number(written);
  const { saved, after } = await searchParams;
  const here = `/registrar/imports/${batchId}`;
  const [{ value: view, denied }, t] = await Promise.all([
    staffRead(`${here}/rows/${line}`, (ctx) => viewRow(ctx, { batchId, line })),
    getTranslations('imports'),
  ]);
  if (denied !== null) return <NoPermission reason={denied} />;
  const entry = view.key;
  return (
    <div className="page grid gap-6">
      <PageHeader
        kicker={view.batch.fileName}
        title={t('fix.line', { line })}
        {...(entry !== '' && { lede: entry })}
        breadcrumbs={
          <Breadcrumbs
            items={[
              { href: '/registrar/imports', label: t('list.title') },
              { href: here, label: view.batch.fileName },
              { label: t('fix.line', { line }) },
            ]}
          />
        }
      />
      <RowCells
        key={String(after)}
        view={view}
        saved={saved === undefined ? null : pageIn(saved)}
        action={fixCellsAction}
      />
    </div>
  );
});
