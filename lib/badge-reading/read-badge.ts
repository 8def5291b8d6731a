import { createHash } from 'node:crypto';
import { type Check, checked, verdictOf } from '@/lib/badge/check';
import { checkDays } from '@/lib/badge/days';
import { checkRecipient } from '@/lib/badge/recipient';
import type { BadgeFacts, BadgeReport, CheckFor, Signer } from '@/lib/badge/report';
import { Refusal, refuse } from '@/lib/kernel/refusal';
import { bounds, idIn, isObject, type JsonObject, listOf, textIn } from './bounds';
import { openBadgesV2 } from './contexts';
import { factsOfCredential, instantIn } from './facts';
import { checkForm, isFirstModel } from './form';
import type { Fetch } from './guarded-fetch';
import { hasKnownTypes, readHostedBadge } from './hosted-badge';
import { checkStatus } from './status';
import { type Unwrapped, unwrapBadge } from './unwrap-badge';
import { type Signed, verifyProof } from './verify-proof';
import { partsOf, verifySignedText } from './verify-signed-text';

/**
 * Reads a badge and makes every check of it that needs no catalog: what was handed in is JSON, a signed text, a picture or drawing with either
 * baked in, or an address of one of them.
 * @refuses invalid_input `badge/…` where it is no badge that could be checked
 */
export async function readBadge(bytes: Uint8Array, asked: CheckFor, web: Fetch): Promise<BadgeReport> {
  const door = frugal(web);
  let found = unwrapBadge(bytes);
  if (found.form === 'address') {
    const answer = await door(found.url);
    if (!answer.ok) refuse('invalid_input', `badge/address-${answer.reason}`);
    found = unwrapBadge(answer.bytes, 'web');
    // An address of an address leads to nobody's badge.
    if (found.form === 'address') refuse('invalid_input', 'badge/not-recognised');
  }
  return readUnwrapped(found, asked, door, true);
}

type Read = Exclude<Unwrapped, { form: 'address' }>;

async function readUnwrapped(
  found: Read,
  asked: CheckFor,
  door: Fetch,
  isWhole: boolean,
): Promise<BadgeReport> {
  const signed = found.form === 'signed' ? { text: found.text, ...partsOf(found.text) } : null;
  const document = found.form === 'json' ? found.document : (signed?.body ?? {});
  const credential = isObject(document['vc']) && signed !== null ? document['vc'] : document;
  const types = listOf(credential['type']);
  if (types.includes('VerifiableCredential')) {
    if (types.includes('EndorsementCredential')) refuse('invalid_input', 'badge/not-awarded');
    const claims = signed === null ? null : { ...signed, claims: document };
    return readCredential(credential, claims, asked, door, isWhole);
  }
  if (types.includes('Assertion') || listOf(document['@context']).includes(openBadgesV2))
    return readSecond(document, signed, asked, door);
  // What describes a badge, or who issues it, is about nobody.
  return refuse('invalid_input', hasKnownTypes(document) ? 'badge/not-awarded' : 'badge/not-a-badge');
}

interface SignedText {
  text: string;
  head: JsonObject;
  claims: JsonObject;
}

async function readCredential(
  credential: JsonObject,
  signed: SignedText | null,
  asked: CheckFor,
  door: Fetch,
  isWhole: boolean,
): Promise<BadgeReport> {
  const kind = kindOf(credential);
  const stated = factsOfCredential(credential, kind);
  const facts = signed === null ? stated : withClaims(stated, signed.claims);
  const form = await checkForm(withoutClaims(credential, signed), kind);
  const proof: Signed =
    signed === null
      ? await verifyProof(credential, door, asked.now)
      : { ...(await verifySignedText(signed.text, signed.head, door)), warnings: [] };
  const contradicts = signed !== null && !agrees(credential, signed.claims);
  const signature =
    proof.outcome === 'pass' && contradicts
      ? checked('signature', 'fail', 'signatureClaims')
      : checked('signature', proof.outcome, proof.reason);
  // Nothing that it names is asked for before its signature holds: whoever writes a badge would choose whom we ask.
  const status =
    signature.outcome === 'pass'
      ? await checkStatus(credential, facts.issuer.id, door, asked.now)
      : checked('status', 'unknown', 'statusUnasked');
  const signer = signerOf(signature, proof, facts);
  const within = isWhole && kind === 'clr2' ? await readContained(credential, asked, door) : nothingWithin;
  return {
    ...reported(facts, [form, signature, status], asked),
    signer,
    warnings: [...(isFirstModel(credential) ? ['oldModel'] : []), ...proof.warnings],
    ...within,
  };
}

function kindOf(credential: JsonObject): 'clr2' | 'decision' | 'ob3' {
  const types = listOf(credential['type']);
  return types.includes('ClrCredential')
    ? 'clr2'
    : types.includes('CreditDecisionRecord')
      ? 'decision'
      : 'ob3';
}

async function readSecond(
  document: JsonObject,
  signed: { text: string; head: JsonObject } | null,
  asked: CheckFor,
  door: Fetch,
): Promise<BadgeReport> {
  const isAwarded = listOf(document['type']).includes('Assertion') || document['recipient'] !== undefined;
  if (!isAwarded)
    refuse('invalid_input', hasKnownTypes(document) ? 'badge/not-awarded' : 'badge/not-a-badge');
  const { facts, form, signature, status, owner, warnings } = await readHostedBadge(document, signed, door);
  // What hosts a badge is no key, and that of a signed one is told in a form of its own.
  const signer = signerOf(signature, { owner, key: null }, facts);
  return { ...reported(facts, [form, signature, status], asked), signer, warnings, ...nothingWithin };
}

const nothingWithin = { contained: [], notLookedAt: 0 } as const;

function signerOf(
  signature: Check,
  { owner, key }: Pick<Signed, 'owner' | 'key'>,
  facts: BadgeFacts,
): Signer {
  return signature.outcome === 'pass'
    ? { isIssuer: owner !== null && owner === facts.issuer.id, key }
    : { isIssuer: null, key: null };
}

function reported(
  facts: BadgeFacts,
  [form, signature, status]: readonly [Check, Check, Check],
  asked: CheckFor,
): Pick<BadgeReport, 'facts' | 'checks' | 'verdict'> {
  const checks = [
    form,
    signature,
    status,
    checkDays(facts, asked),
    checkRecipient(facts.recipients, asked.recipient, hashOf),
  ];
  return { facts, checks, verdict: verdictOf(checks) };
}

/** The badges within a record, each checked for itself: the record's signature is that of whoever keeps it. */
async function readContained(
  credential: JsonObject,
  asked: CheckFor,
  door: Fetch,
): Promise<Pick<BadgeReport, 'contained' | 'notLookedAt'>> {
  const [subject = {}] = listOf(credential['credentialSubject']).filter(isObject);
  const inner = listOf(subject['verifiableCredential']);
  const contained: BadgeReport[] = [];
  for (const one of inner.slice(0, bounds.contained)) {
    const text = textIn(one) ?? textIn(isObject(one) ? one['id'] : null)?.match(/^data:[^,]*,(.*)$/s)?.[1];
    const read: Read | null =
      typeof text === 'string'
        ? { form: 'signed', text }
        : isObject(one)
          ? { form: 'json', document: one }
          : null;
    try {
      if (read !== null) contained.push(await readUnwrapped(read, asked, door, false));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
  }
  return { contained, notLookedAt: inner.length - contained.length };
}

/** What a signed text says around the credential, which holds as well: the later beginning and the earlier end count. @source VC Data Model 1.1 §6.3.1 */
function withClaims(facts: BadgeFacts, claims: JsonObject): BadgeFacts {
  const until = [facts.validUntil, secondsIn(claims['exp'])].filter((end) => end !== null).sort()[0] ?? null;
  const from =
    [facts.validFrom, secondsIn(claims['nbf'])]
      .filter((start) => start !== null)
      .sort()
      .at(-1) ?? null;
  return { ...facts, validFrom: from, validUntil: until };
}

function secondsIn(value: unknown): string | null {
  return typeof value === 'number' && Math.abs(value) < 1e11
    ? instantIn(new Date(value * 1_000).toISOString())
    : null;
}

/** Whether what a signed text says around the credential is what the credential says. */
function agrees(credential: JsonObject, claims: JsonObject): boolean {
  const [subject = {}] = listOf(credential['credentialSubject']).filter(isObject);
  const same = (claim: unknown, own: string | null) => claim === undefined || own === null || claim === own;
  return (
    same(claims['iss'], idIn(credential['issuer'])) &&
    same(claims['jti'], idIn(credential)) &&
    same(claims['sub'], idIn(subject))
  );
}

const claimNames = ['iss', 'jti', 'sub', 'aud', 'nbf', 'exp', 'iat'];

/** A credential that is the whole of a signed text, without what belongs to the text. */
function withoutClaims(credential: JsonObject, signed: SignedText | null): JsonObject {
  if (signed === null) return credential;
  return Object.fromEntries(Object.entries(credential).filter(([name]) => !claimNames.includes(name)));
}

function hashOf(algorithm: string, text: string): string | null {
  return algorithm === 'sha256' ? createHash('sha256').update(text).digest('hex') : null;
}

/** Each address is asked once, and so many of them at most. */
function frugal(web: Fetch): Fetch {
  const asked = new Map<string, ReturnType<Fetch>>();
  return (url) => {
    const before = asked.get(url);
    if (before !== undefined) return before;
    if (asked.size >= bounds.fetches) return Promise.resolve({ ok: false, reason: 'refused' });
    const answer = web(url);
    asked.set(url, answer);
    return answer;
  };
}
