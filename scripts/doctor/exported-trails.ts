import { openDatabase } from '@/lib/db/client';
import { withTenant } from '@/lib/db/tx';
import { exportPage } from '@/lib/usecases/audit/export-page';
import { listAuditedInstitutions } from '../audit-tenant';

/** The audit trail of each institution as `npm run audit:export` writes it, with the states that it commits to. */
export async function* exportedTrails(
  app: string,
  open: string,
): AsyncGenerator<{ slug: string; text: string }> {
  const database = openDatabase({ app, public: open });
  try {
    for (const { id, slug } of await listAuditedInstitutions(database)) {
      let text = '';
      for (let after: string | null = '0'; after !== null; ) {
        const from: string = after;
        const { lines, next } = await withTenant(database, { tenantId: id }, (tx) =>
          exportPage(tx, from, { details: true, reader: null }),
        );
        text += lines;
        after = next;
      }
      yield { slug, text };
    }
  } finally {
    await database.close();
  }
}
