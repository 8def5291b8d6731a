import { compactVerify, importSPKI } from 'jose';
import { type Check, checked } from '@/lib/badge/check';
import type { BadgeFacts } from '@/lib/badge/report';
import { canonicalJson } from '@/lib/kernel/canonical-json';
import { boundedJson, idIn, isObject, type JsonObject, listOf, textIn } from './bounds';
import { openBadgesV2 } from './contexts';
import { dayIn, instantIn, spoken } from './facts';
import type { Fetch } from './guarded-fetch';
import { type Resolved, resolve } from './resolve-part';
import { algorithms } from './verify-signed-text';

/** The classes of Open Badges 2.0 that a document can be of. */
const classes = ['Assertion', 'BadgeClass', 'Issuer', 'Profile', 'Endorsement', 'Extension', 'Evidence'];

/** Whether every type is a class of the standard or an address of somebody else's. @source Open Badges 2.0, "type" */
export function hasKnownTypes(document: JsonObject): boolean {
  const types = listOf(document['type']);
  return types.length > 0 && types.every((type) => isKnownType(type));
}

function isKnownType(type: unknown): boolean {
  return typeof type === 'string' && (classes.includes(type) || type.includes(':'));
}

/** What came of an Open Badge 2.0. */
export interface HostedReading {
  facts: BadgeFacts;
  form: Check;
  signature: Check;
  status: Check;
  owner: string | null;
  warnings: readonly string[];
}

/**
 * Reads an Open Badge 2.0 that its issuer hosts, or that is signed. Of a hosted one only the issuer's own copy counts, and it has to be the
 * one that was handed in; it has to stand where its issuer keeps its badges. A key is the issuer's where the issuer says so.
 * @source Open Badges 2.0, "Open Badges Verification"
 * @param signed the signed text that it came in, if it did
 */
export async function readHostedBadge(
  handed: JsonObject,
  signed: { text: string; head: JsonObject } | null,
  door: Fetch,
): Promise<HostedReading> {
  const badge = await resolve(handed['badge'], door);
  const issuer = await resolve(badge.document?.['issuer'], door);
  const warnings = [...new Set([...badge.warnings, ...issuer.warnings])];
  const facts = factsOf(handed, badge.document, issuer);
  const form = checkForm(handed, badge, issuer);
  const shown =
    signed === null
      ? await hosted(handed, issuer, door)
      : await signedBy(handed, issuer, signed.text, signed.head, door);
  // Whoever writes a document can give it any name: its own is the one under which it was read.
  const named = idIn(issuer.document);
  const owner = shown.outcome === 'pass' && named === issuer.url ? named : null;
  const status = await checkStatus(handed, issuer.document, door);
  return { facts, form, signature: shown, status, owner, warnings };
}

function checkForm(handed: JsonObject, badge: Resolved, issuer: Resolved): Check {
  const missing = (place: string) => checked('form', 'fail', 'formSchema', { place });
  if (!listOf(handed['@context']).includes(openBadgesV2)) return missing('@context');
  if (!listOf(handed['type']).includes('Assertion') || !hasKnownTypes(handed)) return missing('type');
  const { recipient, verification } = handed;
  if (!isObject(recipient) || textIn(recipient['identity']) === null || textIn(recipient['type']) === null)
    return missing('recipient');
  if (!isObject(verification)) return missing('verification');
  if (idIn(handed) === null) return missing('id');
  if (instantIn(handed['issuedOn']) === null) return missing('issuedOn');
  if (handed['expires'] !== undefined && instantIn(handed['expires']) === null) return missing('expires');
  // A picture within would be the baked badge itself.
  if (idIn(handed['image'])?.startsWith('data:') === true) return missing('image');
  const described = badge.document;
  if (described === null) return unreached(handed['badge']);
  if (!listOf(described['type']).includes('BadgeClass') || !hasKnownTypes(described))
    return missing('badge.type');
  for (const field of ['name', 'description', 'criteria', 'issuer'])
    if (listOf(described[field]).length === 0) return missing(`badge.${field}`);
  const profile = issuer.document;
  if (profile === null) return unreached(described['issuer']);
  const isIssuer = listOf(profile['type']).some((type) => type === 'Issuer' || type === 'Profile');
  if (!isIssuer || !hasKnownTypes(profile)) return missing('badge.issuer.type');
  if (spoken(profile['name']) === null) return missing('badge.issuer.name');
  return checked('form', 'pass', 'formHolds');
}

/** A part that could not be read where it stands, by its address. */
function unreached(part: unknown): Check {
  return checked('form', 'unknown', 'formUnreached', { place: idIn(part) ?? '' });
}

/** Whether the issuer's own copy is what was handed in, and stands where the issuer keeps its badges. */
async function hosted(handed: JsonObject, issuer: Resolved, door: Fetch): Promise<Check> {
  const id = idIn(handed) ?? '';
  const verification = isObject(handed['verification']) ? handed['verification'] : {};
  const kinds = listOf(verification['type']);
  if (!kinds.includes('hosted') && !kinds.includes('HostedBadge'))
    return checked('signature', 'fail', 'signatureNone');
  if (!/^https?:\/\//.test(id)) return checked('signature', 'fail', 'hostedNowhere');
  const answer = await door(id);
  if (!answer.ok && answer.reason === 'not-there') return checked('signature', 'fail', 'hostedGone');
  if (!answer.ok) return checked('signature', 'unknown', 'hostedUnreached');
  let copy: JsonObject;
  try {
    copy = boundedJson(Buffer.from(answer.bytes).toString('utf8'));
  } catch {
    return checked('signature', 'fail', 'hostedDiffers');
  }
  if (copy['revoked'] !== true && canonicalJson(copy) !== canonicalJson(handed))
    return checked('signature', 'fail', 'hostedDiffers');
  if (issuer.document === null) return checked('signature', 'unknown', 'hostedIssuerUnreached');
  return isKeptAt(id, issuer)
    ? checked('signature', 'pass', 'hostedHolds', { host: hostOf(id) })
    : checked('signature', 'fail', 'hostedElsewhere', { host: hostOf(id) });
}

/** @source Open Badges 2.0, VerificationObject: `startsWith`, `allowedOrigins`, else the place of the issuer itself */
function isKeptAt(id: string, { document, url }: Resolved): boolean {
  const verification = isObject(document?.['verification']) ? document['verification'] : {};
  const starts = listOf(verification['startsWith']).map(textIn);
  if (starts.length > 0) return starts.some((start) => start !== null && id.startsWith(start));
  const origins = listOf(verification['allowedOrigins']).map(textIn);
  const own = origins.length > 0 ? origins : [hostOf(url ?? '')];
  return own.some(
    (one) =>
      one !== null && one !== '' && hostOf(one.includes('://') ? one : `https://${one}`) === hostOf(id),
  );
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : '';
}

/** Whether the signature holds, with a key that the issuer publishes as its own. */
async function signedBy(
  handed: JsonObject,
  issuer: Resolved,
  text: string,
  head: JsonObject,
  door: Fetch,
): Promise<Check> {
  const algorithm = textIn(head['alg']);
  if (algorithm === null || !algorithms.includes(algorithm) || head['crit'] !== undefined)
    return checked('signature', 'fail', 'signatureAlgorithm');
  if (issuer.document === null) return checked('signature', 'unknown', 'hostedIssuerUnreached');
  const verification = isObject(handed['verification']) ? handed['verification'] : {};
  const own = listOf(issuer.document['publicKey']).map(idIn);
  const named = idIn(verification['creator']) ?? own[0] ?? null;
  if (named === null || !own.includes(named)) return checked('signature', 'fail', 'signatureKeyMissing');
  const { document: key } = await resolve(named, door);
  if (key === null) return checked('signature', 'unknown', 'signatureKeyUnreached');
  const pem = textIn(key['publicKeyPem']);
  if (pem === null || (key['owner'] !== undefined && idIn(key['owner']) !== idIn(issuer.document)))
    return checked('signature', 'fail', 'signatureKeyMissing');
  try {
    await compactVerify(text, await importSPKI(pem, algorithm), { algorithms });
    return checked('signature', 'pass', 'signatureHolds');
  } catch {
    return checked('signature', 'fail', 'signatureBroken');
  }
}

async function checkStatus(handed: JsonObject, issuer: JsonObject | null, door: Fetch): Promise<Check> {
  const id = idIn(handed);
  if (handed['revoked'] === true) return checked('status', 'fail', 'statusRevoked');
  const verification = isObject(handed['verification']) ? handed['verification'] : {};
  const isHosted = listOf(verification['type']).some((type) => type === 'hosted' || type === 'HostedBadge');
  if (isHosted) {
    // Asked before, by the same address: this is the same answer.
    const answer = await door(id ?? '');
    if (!answer.ok) return checked('status', 'unknown', 'statusCopyUnread');
    return /"revoked"\s*:\s*true/.test(Buffer.from(answer.bytes).toString('utf8'))
      ? checked('status', 'fail', 'statusRevoked')
      : checked('status', 'pass', 'statusClear');
  }
  // Whether there is a list, its page alone says.
  if (issuer === null) return checked('status', 'unknown', 'statusIssuerUnread');
  const list = idIn(issuer['revocationList']);
  if (list === null) return checked('status', 'pass', 'statusNone');
  const { document } = await resolve(list, door);
  const revoked = document === null ? null : document['revokedAssertions'];
  if (!Array.isArray(revoked) || id === null) return checked('status', 'unknown', 'statusUnread');
  return revoked.some((one) => idIn(one) === id)
    ? checked('status', 'fail', 'statusRevoked')
    : checked('status', 'pass', 'statusClear');
}

/** What a badge says. Of a part that could not be read where it stands, what is embedded is told: in the badge's own words, as all of it. */
function factsOf(handed: JsonObject, read: JsonObject | null, issuer: Resolved): BadgeFacts {
  const recipient = isObject(handed['recipient']) ? handed['recipient'] : {};
  const badge = read ?? (isObject(handed['badge']) ? handed['badge'] : null);
  const embedded = badge?.['issuer'];
  const profile = issuer.document ?? (isObject(embedded) ? embedded : {});
  return {
    kind: 'ob2',
    id: idIn(handed),
    title: spoken(badge?.['name']),
    achievementIds: [idIn(handed['badge']), idIn(badge), idIn(badge?.['criteria'])].filter(
      (id) => id !== null,
    ),
    issuer: {
      id: idIn(profile) ?? idIn(badge?.['issuer']),
      name: spoken(profile['name']),
      url: textIn(profile['url']),
    },
    completedOn: dayIn(handed['issuedOn']),
    validFrom: instantIn(handed['issuedOn']),
    validUntil: instantIn(handed['expires']),
    recipients: [
      {
        kind: recipient['type'] === 'email' ? 'email' : 'other',
        identity: textIn(recipient['identity']) ?? '',
        hashed: recipient['hashed'] === true,
        salt: textIn(recipient['salt']) ?? '',
      },
    ],
  };
}
