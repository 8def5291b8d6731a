import 'server-only';
import { env } from '@/lib/env';
import type { Surroundings } from '@/lib/usecases/institution/view-setup';
import { readNotes } from './operating-notes';

/** What this process knows of the installation that it runs in: settings, and what its commands noted. */
export async function surroundings(): Promise<Surroundings> {
  const { SMTP_URL, OIDC_ISSUER, OIDC_NAME, CROSSWALK_LOG_FOLDER: folder } = env();
  const notes = folder === undefined ? null : await readNotes(folder);
  return {
    hasMail: SMTP_URL !== undefined,
    providerName: OIDC_ISSUER === undefined ? null : (OIDC_NAME ?? new URL(OIDC_ISSUER).host),
    backupTakenAt: notes?.backup?.takenAt ?? null,
  };
}
