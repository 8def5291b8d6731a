import { exportPages } from '@/lib/usecases/audit/export-page';
import { listAuditedInstitutions, withDatabase } from './audit-tenant';
import { readSettings } from './settings';

// Writes the audit trail of one institution to standard output, one entry a line:
//   npm run --silent audit:export -- <institution> [--details] > export.ndjson
readSettings();
const [slug, ...flags] = process.argv.slice(2);
const details = flags.includes('--details');

const found = await withDatabase(async (database) => {
  const institutions = await listAuditedInstitutions(database);
  const institution = institutions.find((one) => one.slug === slug);
  if (!institution) {
    console.error(
      `Usage: npm run --silent audit:export -- <institution> [--details] > export.ndjson\nInstitutions: ${institutions.map((one) => one.slug).join(', ')}`,
    );
    return false;
  }
  for await (const lines of exportPages(database, { tenantId: institution.id }, { details, reader: null }))
    if (!process.stdout.write(lines)) await new Promise((resolve) => process.stdout.once('drain', resolve));
  return true;
});
process.exitCode = found ? 0 : 2;
