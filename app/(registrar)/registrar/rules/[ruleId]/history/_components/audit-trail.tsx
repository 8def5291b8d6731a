import { getTranslations } from 'next-intl/server';
import { AuditList } from '@/components/audit/audit-list';
import { can } from '@/lib/access/can';
import { requestContext } from '@/lib/next/request-context';
import { listAuditOf } from '@/lib/usecases/audit/list-audit';

/** The audit entries of every version, for those who read the trail. */
export async function AuditTrail({ ids }: { ids: readonly string[] }) {
  const [ctx, t] = await Promise.all([requestContext(), getTranslations('registrar.history')]);
  if (ctx.actor.kind !== 'staff' || !can(ctx.actor, 'audit.list', { tenantId: ctx.actor.tenantId }).allowed)
    return <p className="text-soft">{t('auditHidden')}</p>;
  const pages = await Promise.all(
    ids.map((objectId) => listAuditOf(ctx, { objectType: 'rule_version', objectId })),
  );
  const rows = pages.flatMap((page) => page.rows).sort((a, b) => Number(b.seq) - Number(a.seq));
  return <AuditList rows={rows} showObject={false} />;
}
