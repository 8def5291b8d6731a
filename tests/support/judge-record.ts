import { createHash, createPublicKey, verify } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import jsonld from 'jsonld';
import { closedLoader } from '@/lib/badge-reading/contexts';

// A verifier that shares nothing with the product but the canonical form of RDF: it reads the standard, and node's own Ed25519.
// @source W3C Data Integrity EdDSA Cryptosuites 1.0 §3.2 (eddsa-rdfc-2022); Bitstring Status List 1.0 §3.2

type Json = Record<string, unknown>;
export type World = (url: string) => Json | null;

const letters = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
function base58(text: string): Buffer {
  let number = 0n;
  for (const letter of text) number = number * 58n + BigInt(letters.indexOf(letter));
  const digits = number.toString(16);
  const bytes = Buffer.from(digits.length % 2 === 0 ? digits : `0${digits}`, 'hex');
  return Buffer.concat([Buffer.alloc(/^1*/.exec(text)?.[0].length ?? 0), bytes]);
}

async function hashed(document: Json): Promise<Buffer> {
  const quads = (await (
    jsonld as unknown as { canonize(document: Json, options: object): Promise<string> }
  ).canonize(document, {
    algorithm: 'RDFC-1.0',
    format: 'application/n-quads',
    documentLoader: closedLoader(),
    safe: true,
  })) as string;
  return createHash('sha256').update(quads).digest();
}

/** Whether the issuer that a record names signed it, by what that issuer publishes. */
export async function isSigned(record: Json, world: World): Promise<boolean> {
  const { proof, ...document } = record as { proof: Json } & Json;
  const { proofValue, ...options } = proof;
  const [did = '', name = ''] = String(proof['verificationMethod']).split('#');
  const issuer = document['issuer'] as Json | string;
  if (did !== (typeof issuer === 'string' ? issuer : issuer['id'])) return false;
  const [host = '', ...path] = did.slice('did:web:'.length).split(':').map(decodeURIComponent);
  const published = world(`https://${host}/${path.join('/')}/did.json`);
  const methods = (published?.['verificationMethod'] ?? []) as Json[];
  const method = methods.find(({ id }) => id === `${did}#${name}`);
  if (method === undefined || !(published?.['assertionMethod'] as string[]).includes(`${did}#${name}`))
    return false;
  const raw = base58(String(method['publicKeyMultibase']).slice(1)).subarray(2);
  const key = createPublicKey({
    key: Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), raw]),
    format: 'der',
    type: 'spki',
  });
  const said = Buffer.concat([
    await hashed({ '@context': document['@context'], ...options }),
    await hashed(document),
  ]);
  return verify(null, said, key, base58(String(proofValue).slice(1)));
}

/** For which purposes the lists that a record names have its bit set; each list is signed by the same issuer. */
export async function takenBackFor(record: Json, world: World): Promise<string[]> {
  const found: string[] = [];
  for (const entry of [record['credentialStatus']].flat() as Json[]) {
    const list = world(String(entry['statusListCredential']));
    if (list === null || !(await isSigned(list, world))) throw new Error('A list that nobody signed.');
    const { encodedList, statusPurpose } = list['credentialSubject'] as Json;
    const bits = gunzipSync(Buffer.from(String(encodedList).slice(1), 'base64url'));
    const place = Number(entry['statusListIndex']);
    if (((bits[place >> 3] ?? 0) & (128 >> (place & 7))) !== 0) found.push(String(statusPurpose));
  }
  return found;
}
