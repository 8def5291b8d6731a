import { openDatabase } from '@/lib/db/client';
import { exportPages } from '@/lib/usecases/audit/export-page';
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
      for await (const lines of exportPages(database, { tenantId: id }, { details: true, reader: null }))
        text += lines;
      yield { slug, text };
    }
  } finally {
    await database.close();
  }
}
