import { exportLine } from '@/lib/audit/export-line';
import { listForExport } from '@/lib/db/audit';
import { withTenant } from '@/lib/db/tx';
import { listAuditedInstitutions, withDatabase } from './audit-tenant';

// Writes the audit trail of one institution to standard output, one entry a line:
//   npm run --silent audit:export -- <institution> [--details] > export.ndjson
const [slug, ...flags] = process.argv.slice(2);
const details = flags.includes('--details');
const pageSize = 1_000;

const found = await withDatabase(async (database) => {
  const institutions = await listAuditedInstitutions(database);
  const institution = institutions.find((one) => one.slug === slug);
  if (!institution) {
    console.error(`Usage: npm run --silent audit:export -- <institution> [--details] > export.ndjson\nInstitutions: ${institutions.map((one) => one.slug).join(', ')}`);
    return false;
  }
  for (let last = '0', more = true; more; ) {
    const after = last;
    const rows = await withTenant(database, { tenantId: institution.id }, (tx) => listForExport(tx, after, pageSize));
    for (const { entry, states } of rows) {
      const detail = states && (states.erasedAt === null ? { salt: states.salt, before: states.before, after: states.after } : { erasedAt: states.erasedAt });
      if (!process.stdout.write(exportLine(entry, details && detail ? detail : undefined))) await new Promise((resolve) => process.stdout.once('drain', resolve));
    }
    last = rows.at(-1)?.entry.seq ?? last;
    more = rows.length === pageSize;
  }
  return true;
});
process.exitCode = found ? 0 : 2;
