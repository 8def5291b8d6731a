import clr2 from './contexts/clr-v2p0.json';
import clr201 from './contexts/clr-v2p0-2.0.1.json';
import credentials1 from './contexts/2018-credentials-v1.json';
import credentials2 from './contexts/credentials-v2.json';
import dataIntegrity1 from './contexts/data-integrity-v1.json';
import dataIntegrity2 from './contexts/data-integrity-v2.json';
import ed25519 from './contexts/security-suites-ed25519-2020-v1.json';
import ob2 from './contexts/ob-v2p0.json';
import ob3 from './contexts/ob-v3p0.json';
import ob301 from './contexts/ob-v3p0-3.0.1.json';
import ob302 from './contexts/ob-v3p0-3.0.2.json';
import ob303 from './contexts/ob-v3p0-3.0.3.json';
import obExtensions from './contexts/ob-v3p0-extensions.json';
import decision from '@/lib/signed-record/decision-context.json';
import { isDecisionContext } from '@/lib/signed-record/addresses';
import { isObject, type JsonObject, listOf } from './bounds';

export const credentialsV1 = 'https://www.w3.org/2018/credentials/v1';
export const credentialsV2 = 'https://www.w3.org/ns/credentials/v2';
export const dataIntegrityV1 = 'https://w3id.org/security/data-integrity/v1';
export const openBadgesV2 = 'https://w3id.org/openbadges/v2';

/** The vocabularies that badges are written in, as they were on the day they were put here. No other is read, and none is fetched. */
const pinned: Readonly<Record<string, unknown>> = {
  [credentialsV1]: credentials1,
  [credentialsV2]: credentials2,
  [openBadgesV2]: ob2,
  'https://purl.imsglobal.org/spec/ob/v3p0/context.json': ob3,
  'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json': ob301,
  'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json': ob302,
  'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json': ob303,
  'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json': obExtensions,
  'https://purl.imsglobal.org/spec/clr/v2p0/context.json': clr2,
  'https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json': clr201,
  [dataIntegrityV1]: dataIntegrity1,
  'https://w3id.org/security/data-integrity/v2': dataIntegrity2,
  'https://w3id.org/security/suites/ed25519-2020/v1': ed25519,
};

/** Whether a vocabulary is one that is held here. */
export function isPinned(context: unknown): boolean {
  return typeof context === 'string' && heldHere(context) !== undefined;
}

/** A vocabulary that is held here; that of decisions has an address at each installation, and says the same at all of them. */
function heldHere(address: string): unknown {
  if (isDecisionContext(address)) return decision;
  return Object.hasOwn(pinned, address) ? pinned[address] : undefined;
}

/** Tells what stands at an address: a vocabulary held here, or what was looked up for this badge alone. Fetches nothing. */
export function closedLoader(others: ReadonlyMap<string, object> = new Map()) {
  return async (url: string) => {
    const document = others.get(url) ?? heldHere(url);
    if (document === undefined) throw new Error('Not held here.');
    return { contextUrl: null, documentUrl: url, document };
  };
}

/**
 * Why a document may not be read by the names of its fields: a vocabulary that is not held here; or vocabularies and names of its own within
 * it, under which the same statements could stand where nobody looks for them. Null where it may.
 */
export function hiddenNames(document: JsonObject): 'formVocabulary' | 'formOwnNames' | null {
  const contexts = listOf(document['@context']);
  if (contexts.some((context) => typeof context !== 'string')) return 'formOwnNames';
  const { '@context': _, ...rest } = document;
  if (hasOwnNames(rest)) return 'formOwnNames';
  return contexts.every(isPinned) ? null : 'formVocabulary';
}

function hasOwnNames(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(hasOwnNames);
  if (!isObject(value)) return false;
  return Object.entries(value).some(
    ([key, inner]) =>
      (key === '@context' ? !isCredential(value) : key.includes(':') || isSign(key, value)) ||
      (key !== '@context' && hasOwnNames(inner)),
  );
}

/** A credential within another, which says of itself in which vocabularies it is written. */
function isCredential(value: JsonObject): boolean {
  return (
    listOf(value['type']).includes('VerifiableCredential') &&
    listOf(value['@context']).every((context) => typeof context === 'string')
  );
}

/** A sign of the notation; a text with its language is the one thing that is written with them. */
function isSign(key: string, value: JsonObject): boolean {
  const isOfText = ['@value', '@language', '@direction'].includes(key) && typeof value['@value'] === 'string';
  return key.startsWith('@') && !isOfText;
}
