import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { orNothingHere } from '@/app/_components/or-nothing-here';
import { idInPath, staffRead } from '@/app/(registrar)/staff-read';
import { Denied } from '@/components/administration/denied';
import { ProvenanceParts } from '@/components/audit/provenance-parts';
import { PageHeader } from '@/components/layout/page-header';
import { Breadcrumbs } from '@/components/ui/breadcrumbs';
import { viewProvenance } from '@/lib/usecases/audit/view-provenance';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('audit.provenance'))('title') };
}

/** From a decision for everybody to who made it, on what basis, under which policy and with which conflicts, on one page to print. */
export default orNothingHere(async function ProvenancePage({
  params,
}: PageProps<'/audit/decisions/[ruleVersionId]'>) {
  const id = idInPath((await params).ruleVersionId);
  const [{ value, denied }, t, audit] = await Promise.all([
    staffRead(`/audit/decisions/${id}`, (ctx) => viewProvenance(ctx, id)),
    getTranslations('audit.provenance'),
    getTranslations('audit'),
  ]);
  if (denied !== null)
    return (
      <div className="page">
        <Denied title={t('title')} reason={denied} />
      </div>
    );
  const { version } = value.past;
  return (
    <div className="page">
      <PageHeader
        breadcrumbs={
          <Breadcrumbs
            items={[
              { href: '/audit', label: audit('title') },
              { href: `/registrar/rules/${version.id}`, label: version.title },
              { label: t('title') },
            ]}
          />
        }
        kicker={t('kicker', { code: version.ruleCode, institution: value.institution.name })}
        title={version.title}
        lede={t('lede')}
      />
      <ProvenanceParts provenance={value} />
    </div>
  );
});
