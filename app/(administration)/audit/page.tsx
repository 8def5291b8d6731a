import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { staffRead } from '@/app/(registrar)/staff-read';
import { Denied } from '@/components/administration/denied';
import { AuditFilter } from '@/components/audit/audit-filter';
import { AuditList } from '@/components/audit/audit-list';
import { PageHeader } from '@/components/layout/page-header';
import { LinkButton } from '@/components/ui/link-button';
import { Pagination } from '@/components/ui/pagination';
import { can } from '@/lib/access/can';
import { recordedActs } from '@/lib/access/permission';
import { requestContext } from '@/lib/next/request-context';
import { auditObjectTypes, auditPageSize, AuditSearch, listAudit } from '@/lib/usecases/audit/list-audit';
import { listPersonNames } from '@/lib/usecases/person/list-people';
import { hrefWith } from '../href-with';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('audit'))('title') };
}

export default async function AuditPage({ searchParams }: PageProps<'/audit'>) {
  // A mistyped address asks for everything.
  const search = AuditSearch.safeParse(await searchParams).data ?? {};
  const here = hrefWith('/audit', search);
  const [{ value, denied }, { actor }, t] = await Promise.all([
    staffRead(here, (ctx) => listAudit(ctx, search)),
    requestContext(),
    getTranslations('audit'),
  ]);
  if (denied !== null)
    return (
      <div className="page">
        <Denied title={t('title')} reason={denied} />
      </div>
    );
  const people = (await staffRead(here, listPersonNames)).value ?? [];
  const mayExport =
    actor.kind === 'staff' && can(actor, 'audit.export', { tenantId: actor.tenantId }).allowed;
  const mayTrace =
    actor.kind === 'staff' && can(actor, 'accreditation.export', { tenantId: actor.tenantId }).allowed;
  const exports = (mayExport || mayTrace) && (
    <>
      {mayTrace && <LinkButton href="/audit/accreditation">{t('accreditation')}</LinkButton>}
      {mayExport && (
        <>
          <LinkButton href="/audit/export" download>
            {t('export')}
          </LinkButton>
          <LinkButton href="/audit/export?details=1" download>
            {t('exportDetails')}
          </LinkButton>
        </>
      )}
    </>
  );
  return (
    <div className="page">
      <PageHeader title={t('title')} lede={t('lede')} actions={exports} />
      <div className="grid gap-6">
        <AuditFilter search={search} people={people} actions={recordedActs} objectTypes={auditObjectTypes} />
        <p className="text-sm text-soft">{t('found', { count: value.total })}</p>
        <AuditList
          rows={value.rows}
          isCrossed={search.from !== undefined && search.to !== undefined && search.from > search.to}
        />
        <Pagination
          page={search.page ?? 1}
          pages={Math.ceil(value.total / auditPageSize)}
          hrefOf={(page) => hrefWith('/audit', { ...search, page })}
        />
      </div>
    </div>
  );
}
