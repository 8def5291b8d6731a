import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { cryptosuite as ecdsa } from '@digitalbazaar/ecdsa-rdfc-2019-cryptosuite';
import { createVerifyCryptosuite } from '@digitalbazaar/ecdsa-sd-2023-cryptosuite';
import { Ed25519Signature2020 } from '@digitalbazaar/ed25519-signature-2020';
import { cryptosuite as eddsa } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import jsigs from 'jsonld-signatures';
import { isObject, type JsonObject, listOf, textIn } from './bounds';
import { closedLoader, dataIntegrityV1 } from './contexts';
import { instantIn } from './facts';
import { findKey, nameOfKey } from './find-key';
import type { Fetch } from './guarded-fetch';

/** What came of a signature. `owner` is whose key it is: null where that is not shown, or no key was found. */
export interface Signed {
  outcome: 'pass' | 'fail' | 'unknown';
  reason: string;
  owner: string | null;
  /** What the key is known by, whoever owns it; null where that is not told. */
  key: string | null;
  warnings: readonly string[];
}

/** The kinds of proof that are understood, each with how it is proved. @source docs/badges.md, "Signatures" */
const suites: Readonly<Record<string, (legacyContext: boolean) => object>> = {
  'eddsa-rdfc-2022': (legacyContext) => new DataIntegrityProof({ cryptosuite: eddsa, legacyContext }),
  // The name that the same suite had in drafts.
  'eddsa-2022': (legacyContext) =>
    new DataIntegrityProof({ cryptosuite: { ...eddsa, name: 'eddsa-2022' }, legacyContext }),
  'ecdsa-rdfc-2019': (legacyContext) => new DataIntegrityProof({ cryptosuite: ecdsa, legacyContext }),
  'ecdsa-sd-2023': (legacyContext) =>
    new DataIntegrityProof({ cryptosuite: createVerifyCryptosuite(), legacyContext }),
  Ed25519Signature2020: () => new Ed25519Signature2020(),
};
/** Where no key was found. */
const nobody = { owner: null, key: null } as const;
const oldSuites = ['eddsa-2022', 'Ed25519Signature2020'];

/**
 * Proves the signatures within a document. Each one that is understood has to hold, and at least one is: an altered document with a second
 * signature of somebody else is altered.
 */
export async function verifyProof(document: JsonObject, door: Fetch, now: string): Promise<Signed> {
  const proofs = listOf(document['proof']);
  const known = proofs.filter(isObject).filter((proof) => suiteOf(proof) !== null);
  const warnings = [
    ...(known.length < proofs.length && known.length > 0 ? ['otherProof'] : []),
    ...(known.some((proof) => oldSuites.includes(suiteOf(proof) ?? '')) ? ['oldProof'] : []),
  ];
  const none = { owner: null, key: null, warnings };
  if (proofs.length === 0) return { outcome: 'fail', reason: 'signatureNone', ...none };
  if (known.length === 0) return { outcome: 'unknown', reason: 'signatureKind', ...none };
  if (known.length > 4) return { outcome: 'fail', reason: 'signatureTooMany', ...none };
  const found: Signed[] = [];
  for (const proof of known) found.push({ ...(await verifyOne(document, proof, door, now)), warnings });
  const worst =
    found.find(({ outcome }) => outcome === 'fail') ?? found.find(({ outcome }) => outcome === 'unknown');
  // Several owners are none that could be told, and so are several keys.
  const only = (of: 'owner' | 'key') => {
    const [first, ...others] = new Set(found.map((one) => one[of]));
    return others.length === 0 ? (first ?? null) : null;
  };
  return worst ?? { ...(found[0] as Signed), owner: only('owner'), key: only('key') };
}

function suiteOf(proof: JsonObject): string | null {
  const name = textIn(proof['type'] === 'DataIntegrityProof' ? proof['cryptosuite'] : proof['type']);
  return name !== null && Object.hasOwn(suites, name) ? name : null;
}

async function verifyOne(
  document: JsonObject,
  proof: JsonObject,
  door: Fetch,
  now: string,
): Promise<Omit<Signed, 'warnings'>> {
  const method = textIn(proof['verificationMethod']);
  if (method === null || proof['previousProof'] !== undefined)
    return { outcome: 'fail', reason: 'signatureKeyUnknown', ...nobody };
  // A signature can have a last day of its own.
  if (proof['expires'] !== undefined && (instantIn(proof['expires']) ?? '') < now)
    return { outcome: 'fail', reason: 'signatureOver', ...nobody };
  const looked = await findKey(method, door);
  if ('problem' in looked) {
    const outcome = looked.problem === 'signatureKeyUnreached' ? 'unknown' : 'fail';
    return { outcome, reason: looked.problem, ...nobody };
  }
  const { key } = looked;
  if (!('multibase' in key)) return { outcome: 'unknown', reason: 'signatureKind', ...nobody };
  const controller = key.owner ?? method;
  const named = {
    '@context': 'https://w3id.org/security/multikey/v1',
    id: method,
    type: 'Multikey',
    controller,
    publicKeyMultibase: key.multibase,
  };
  const isOldKey = proof['type'] === 'Ed25519Signature2020';
  const asSuiteReads = isOldKey
    ? {
        ...named,
        '@context': 'https://w3id.org/security/suites/ed25519-2020/v1',
        type: 'Ed25519VerificationKey2020',
      }
    : named;
  const { verified } = await jsigs.verify(
    { ...document, proof },
    {
      suite: suites[suiteOf(proof) ?? '']?.(listOf(document['@context']).includes(dataIntegrityV1)),
      purpose: new jsigs.purposes.AssertionProofPurpose({
        controller: { id: controller, assertionMethod: [method] },
      }),
      documentLoader: closedLoader(new Map([[method, asSuiteReads]])),
    },
  );
  const by = { owner: key.owner, key: await nameOfKey(key) };
  return verified
    ? { outcome: 'pass', reason: 'signatureHolds', ...by }
    : { outcome: 'fail', reason: 'signatureBroken', ...by };
}
