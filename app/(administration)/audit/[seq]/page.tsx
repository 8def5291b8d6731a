import type { Metadata } from 'next';
import { getFormatter, getTranslations } from 'next-intl/server';
import { notFound } from 'next/navigation';
import { orNothingHere } from '@/app/_components/or-nothing-here';
import { staffRead } from '@/app/(registrar)/staff-read';
import { Denied } from '@/components/administration/denied';
import { Section } from '@/components/administration/section';
import { EntryChanges } from '@/components/audit/entry-changes';
import { EntryFacts } from '@/components/audit/entry-facts';
import { EraseForm } from '@/components/audit/erase-form';
import { WithheldNotice } from '@/components/audit/withheld-notice';
import { PageHeader } from '@/components/layout/page-header';
import { Breadcrumbs } from '@/components/ui/breadcrumbs';
import { Notice } from '@/components/ui/notice';
import { can } from '@/lib/access/can';
import { requestContext } from '@/lib/next/request-context';
import { AuditEntryId, viewAuditEntry } from '@/lib/usecases/audit/view-audit-entry';
import { eraseAuditDetailAction } from '../actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('audit'))('entry') };
}

export default orNothingHere(async function AuditEntryPage({ params }: PageProps<'/audit/[seq]'>) {
  const id = AuditEntryId.safeParse(await params).data ?? notFound();
  const [{ value, denied }, { actor }, t, format] = await Promise.all([
    staffRead(`/audit/${id.seq}`, (ctx) => viewAuditEntry(ctx, id)),
    requestContext(),
    getTranslations('audit'),
    getFormatter(),
  ]);
  if (denied !== null)
    return (
      <div className="page">
        <Denied title={t('entry')} reason={denied} />
      </div>
    );
  const { entry, changes, things, erasedAt, withheld } = value;
  const mayErase =
    erasedAt === null &&
    actor.kind === 'staff' &&
    can(actor, 'audit.erase', { tenantId: actor.tenantId }).allowed;
  return (
    <div className="page">
      <PageHeader
        breadcrumbs={<Breadcrumbs items={[{ href: '/audit', label: t('title') }, { label: entry.seq }]} />}
        title={t('entryTitle', { seq: entry.seq })}
      />
      <div className="grid gap-12">
        <EntryFacts entry={entry} />
        <Section title={t('changes')}>
          {erasedAt !== null ? (
            <Notice title={t('erased', { day: format.dateTime(new Date(erasedAt), { dateStyle: 'long' }) })}>
              {t('erasedWhy')}
            </Notice>
          ) : withheld?.why === 'blind' ? (
            <WithheldNotice stage={withheld.stage} caseHref={`/faculty/cases/${entry.objectId}`} />
          ) : withheld !== null ? (
            <p className="text-soft">{t(withheld.why === 'author' ? 'ownReview' : 'ownConflict')}</p>
          ) : changes.length === 0 ? (
            <p className="text-soft">{t('noChanges')}</p>
          ) : (
            <EntryChanges changes={changes} things={things} />
          )}
        </Section>
        {mayErase && (
          <Section title={t('erase')} lede={t('eraseLede')}>
            <EraseForm seq={entry.seq} action={eraseAuditDetailAction} />
          </Section>
        )}
      </div>
    </div>
  );
});
