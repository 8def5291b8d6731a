import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { checkpointSigner } from '@/lib/adapters/checkpoint-signer';
import { findHead } from '@/lib/db/audit';
import { withTenant } from '@/lib/db/tx';
import { listAuditedInstitutions, withDatabase } from './audit-tenant';
import { homeFolder } from './project';
import { readSettings } from './settings';
import { keptSigningKey } from './secrets';

// Signs how many entries each institution's trail has and the hash of the last, as a text file:
//   npm run audit:checkpoint -- [folder]
// Copy the folder, and key.vkey in it, to where whoever could change the database cannot.
readSettings();
const folder = path.resolve(process.argv[2] ?? path.join(homeFolder(), 'checkpoints'));
const keyFile = process.env['AUDIT_CHECKPOINT_KEY'] || keptSigningKey(homeFolder(), 'audit-checkpoint');
const signer = checkpointSigner(readFileSync(keyFile, 'utf8'), 'crosswalk-audit');

await withDatabase(async (database) => {
  for (const { id, slug } of await listAuditedInstitutions(database)) {
    const head = await withTenant(database, { tenantId: id }, (tx) => findHead(tx));
    if (!head) continue;
    const own = path.join(folder, slug);
    mkdirSync(own, { recursive: true });
    writeFileSync(path.join(own, 'key.vkey'), `${signer.verifierKey}\n`);
    const file = path.join(own, `${head.seq.padStart(12, '0')}.txt`);
    // The first to see a length keeps its word: a second file of the same length could only hide a change.
    if (existsSync(file)) console.log(`${slug}: nothing new since entry ${head.seq}`);
    else {
      writeFileSync(file, signer.sign({ ...head, at: new Date().toISOString() }), { flag: 'wx' });
      console.log(`${slug}: ${file}`);
    }
  }
});
