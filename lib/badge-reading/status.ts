import { gunzipSync } from 'node:zlib';
import { type Check, checked } from '@/lib/badge/check';
import { boundedJson, idIn, isObject, type JsonObject, listOf, textIn } from './bounds';
import { instantIn } from './facts';
import type { Fetch } from './guarded-fetch';
import { verifyProof } from './verify-proof';
import { partsOf, verifySignedText } from './verify-signed-text';

/** The longest list of bits that is read: thirty-two times what herd privacy asks for. @units bytes */
const longestList = 512 * 1024;

/**
 * Whether a badge was taken back, by every list that it names. Revoked means revoked, and so does suspended while it lasts. A list that
 * cannot be read, or is not of the issuer, leaves it unknown: never a yes.
 * @source W3C Bitstring Status List 1.0 §3.2; 1EdTech Revocation List 1.0
 */
export async function checkStatus(
  credential: JsonObject,
  issuerId: string | null,
  door: Fetch,
  now: string,
): Promise<Check> {
  const entries = listOf(credential['credentialStatus']).filter(isObject);
  if (entries.length === 0) return checked('status', 'pass', 'statusNone');
  if (entries.length > 4) return checked('status', 'unknown', 'statusUnread');
  const found: Check[] = [];
  for (const entry of entries) {
    const types = listOf(entry['type']);
    if (types.includes('1EdTechRevocationList'))
      found.push(await inRevocationList(entry, idIn(credential), door));
    else if (types.includes('BitstringStatusListEntry') || types.includes('StatusList2021Entry'))
      found.push(await inBitList(entry, issuerId, door, now));
    else found.push(checked('status', 'unknown', 'statusUnread'));
  }
  return (
    found.find(({ outcome }) => outcome === 'fail') ??
    found.find(({ outcome }) => outcome === 'unknown') ??
    checked('status', 'pass', 'statusClear')
  );
}

async function inRevocationList(entry: JsonObject, id: string | null, door: Fetch): Promise<Check> {
  const list = await documentAt(textIn(entry['id']), door);
  const revoked = list === null ? null : list['revokedCredentials'];
  // A list that names nothing of the kind is no list.
  if (!Array.isArray(revoked) || id === null) return checked('status', 'unknown', 'statusUnread');
  return revoked.some((one) => idIn(one) === id)
    ? checked('status', 'fail', 'statusRevoked')
    : checked('status', 'pass', 'statusClear');
}

async function inBitList(
  entry: JsonObject,
  issuerId: string | null,
  door: Fetch,
  now: string,
): Promise<Check> {
  const unread = checked('status', 'unknown', 'statusUnread');
  const index = Number(entry['statusListIndex']);
  const purpose = textIn(entry['statusPurpose']) ?? 'revocation';
  const list = await signedList(textIn(entry['statusListCredential']), door, now);
  if (list === null || !Number.isSafeInteger(index) || index < 0) return unread;
  // A list that is over tells nothing of today.
  if (list['validUntil'] !== undefined && (instantIn(list['validUntil']) ?? '') < now) return unread;
  // Else anybody's list could clear a badge.
  if (idIn(list['issuer']) !== issuerId) return unread;
  const [subject = {}] = listOf(list['credentialSubject']).filter(isObject);
  if (!listOf(subject['statusPurpose'] ?? 'revocation').includes(purpose)) return unread;
  const bits = unpackedBits(textIn(subject['encodedList']));
  if (bits === null || index >= bits.length * 8) return unread;
  const isSet = ((bits[index >> 3] as number) & (128 >> (index & 7))) !== 0;
  if (!isSet) return checked('status', 'pass', 'statusClear');
  if (purpose === 'revocation') return checked('status', 'fail', 'statusRevoked');
  return purpose === 'suspension' ? checked('status', 'fail', 'statusSuspended') : unread;
}

/** A list of bits whose signature holds. */
async function signedList(url: string | null, door: Fetch, now: string): Promise<JsonObject | null> {
  const text = await textAt(url, door);
  if (text === null) return null;
  try {
    if (!text.startsWith('{')) {
      const { head, body } = partsOf(text);
      const { outcome, owner } = await verifySignedText(text, head, door);
      const list = isObject(body['vc']) ? body['vc'] : body;
      return outcome === 'pass' && owner === idIn(list['issuer']) ? list : null;
    }
    const list = boundedJson(text);
    const { outcome, owner } = await verifyProof(list, door, now);
    return outcome === 'pass' && owner === idIn(list['issuer']) ? list : null;
  } catch {
    return null;
  }
}

function unpackedBits(encoded: string | null): Uint8Array | null {
  if (encoded === null) return null;
  try {
    // The older form has no sign of its alphabet before it: its packed bytes begin with H.
    const packed = Buffer.from(encoded.startsWith('u') ? encoded.slice(1) : encoded, 'base64url');
    return gunzipSync(packed, { maxOutputLength: longestList });
  } catch {
    return null;
  }
}

async function documentAt(url: string | null, door: Fetch): Promise<JsonObject | null> {
  const text = await textAt(url, door);
  try {
    return text === null ? null : boundedJson(text);
  } catch {
    return null;
  }
}

async function textAt(url: string | null, door: Fetch): Promise<string | null> {
  if (url === null) return null;
  const answer = await door(url);
  return answer.ok ? Buffer.from(answer.bytes).toString('utf8').trim() : null;
}
