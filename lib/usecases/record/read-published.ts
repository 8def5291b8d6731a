import { findPublicInstitution, type PublicInstitution } from '@/lib/db/public-institutions';
import { publishedKeys, keyThatSigns } from '@/lib/db/signing-keys';
import { fallenOnList } from '@/lib/db/signed-records';
import { withTenant } from '@/lib/db/tx';
import { Refusal, refuse } from '@/lib/kernel/refusal';
import { statusPath, type StatusPurpose, statusPurposes } from '@/lib/signed-record/addresses';
import { didDocument } from '@/lib/signed-record/did-document';
import { bitsOf, isSet, unsignedStatusList } from '@/lib/signed-record/status-list';
import { authorize } from '../authorize';
import type { Context } from '../context';
import type { Signer } from '../ports';
import { refuseOtherSecret } from './sign-waiting';

/** What an address can call an institution. */
const slugForm = /^[a-z0-9-]{1,100}$/;

/** For how long a list says to hold: whoever keeps it longer does not know what was taken back since. @units milliseconds */
const listHolds = 3_600_000;

/** @refuses not_found `catalog/no-such-institution` */
export async function institutionCalledOrNone(ctx: Context, slug: string): Promise<PublicInstitution> {
  const found = slugForm.test(slug) ? await findPublicInstitution(ctx.database, slug, ctx) : null;
  return found ?? refuse('not_found', 'catalog/no-such-institution');
}

/** The keys that an institution publishes, by which what it signed is verified. @refuses not_found */
export async function readDidDocument(ctx: Context, slug: string): Promise<object> {
  authorize(ctx, 'record.read', { tenantId: null });
  const { id } = await institutionCalledOrNone(ctx, slug);
  const [first, ...others] = await publishedKeys(ctx.database, id);
  return didDocument([first ?? refuse('not_found', 'record/none'), ...others]);
}

/**
 * The list of what is revoked, or suspended, among the records of an institution: made from how rules and awards stand at this moment, and
 * signed. @refuses not_found · rule_violation `record/secret-changed`
 */
export async function readStatusList(
  ctx: Context,
  asked: { slug: string; purpose: string; list: number },
  signer: Signer | null,
): Promise<Record<string, unknown>> {
  authorize(ctx, 'record.read', { tenantId: null });
  const { id: tenantId, slug } = await institutionCalledOrNone(ctx, asked.slug);
  const purpose: StatusPurpose =
    statusPurposes.find((one) => one === asked.purpose) ?? refuse('not_found', 'record/none');
  const isList = Number.isInteger(asked.list) && asked.list >= 1 && asked.list <= 100_000;
  if (!isList || signer === null) refuse('not_found', 'record/none');
  const { fallen, key } = await withTenant(ctx.database, { tenantId }, async (tx) => ({
    fallen: (await fallenOnList(tx, asked.list)) ?? refuse('not_found', 'record/none'),
    key: (await keyThatSigns(tx)) ?? refuse('not_found', 'record/none'),
  }));
  await refuseOtherSecret(signer, tenantId, key);
  // From the full minute, so that what is asked for again within it is the same, byte for byte.
  const from = Math.floor(Date.parse(ctx.now) / 60_000) * 60_000;
  const at = new Date(from).toISOString();
  return signer.sign(
    unsignedStatusList({
      address: signer.origin + statusPath(slug, purpose, asked.list),
      issuer: key.did,
      purpose,
      encodedList: signer.pack(
        bitsOf(fallen.flatMap(({ place, standing }) => (isSet(purpose, standing) ? [place] : []))),
      ),
      validFrom: at,
      validUntil: new Date(from + listHolds).toISOString(),
    }),
    { key: { tenantId, keyId: key.id }, did: key.did, at },
  );
}

/** What stands at an address of this installation that a record names: keys, or a list. Null for every other address. */
export async function readOwnPlace(ctx: Context, signer: Signer, url: string): Promise<string | null> {
  const { host } = new URL(signer.origin);
  const place = URL.canParse(url) ? new URL(url) : null;
  if (place?.host !== host || place.search !== '') return null;
  const [, area, slug = '', ...rest] = place.pathname.split('/');
  if (area !== 'institutions') return null;
  try {
    if (rest.length === 1 && rest[0] === 'did.json') return JSON.stringify(await readDidDocument(ctx, slug));
    const [status, purpose = '', list, ...more] = rest;
    if (status === 'status' && list !== undefined && more.length === 0)
      return JSON.stringify(await readStatusList(ctx, { slug, purpose, list: Number(list) }, signer));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
  return null;
}
