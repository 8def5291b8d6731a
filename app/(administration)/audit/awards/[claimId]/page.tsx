import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { orNothingHere } from '@/app/_components/or-nothing-here';
import { idInPath, staffRead } from '@/app/(registrar)/staff-read';
import { Denied } from '@/components/administration/denied';
import { AwardFacts } from '@/components/audit/award-facts';
import { ProvenanceParts } from '@/components/audit/provenance-parts';
import { PageHeader } from '@/components/layout/page-header';
import { Breadcrumbs } from '@/components/ui/breadcrumbs';
import { viewAwardProvenance } from '@/lib/usecases/audit/view-award-provenance';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('audit.provenance.award'))('title') };
}

/** From the credit of one student to the decisions for everybody that it rests on, on one page to print. */
export default orNothingHere(async function AwardProvenancePage({
  params,
}: PageProps<'/audit/awards/[claimId]'>) {
  const id = idInPath((await params).claimId);
  const [{ value, denied }, t, audit] = await Promise.all([
    staffRead(`/audit/awards/${id}`, (ctx) => viewAwardProvenance(ctx, id)),
    getTranslations('audit.provenance.award'),
    getTranslations('audit'),
  ]);
  if (denied !== null)
    return (
      <div className="page">
        <Denied title={t('title')} reason={denied} />
      </div>
    );
  const { claim, institution } = value.view;
  return (
    <div className="page">
      <PageHeader
        breadcrumbs={
          <Breadcrumbs
            items={[
              { href: '/audit', label: audit('title') },
              { href: `/registrar/claims/${claim.id}`, label: t('claim') },
              { label: t('title') },
            ]}
          />
        }
        kicker={t('kicker', { institution: institution.name })}
        title={<bdi>{claim.student.name}</bdi>}
        lede={t('lede')}
      />
      <div className="grid grid-cols-1 gap-14">
        <AwardFacts award={value} />
        {value.rules.map((rule) => (
          <section key={rule.past.version.id} className="grid grid-cols-1 gap-6">
            <h2 className="serif text-2xl">{t('rule', { title: rule.past.version.title })}</h2>
            <ProvenanceParts provenance={rule} level={3} />
          </section>
        ))}
      </div>
    </div>
  );
});
