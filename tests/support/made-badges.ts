import { generateKeyPairSync } from 'node:crypto';
import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { generate } from '@digitalbazaar/ed25519-multikey';
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import { CompactSign } from 'jose';
import jsigs from 'jsonld-signatures';
import { closedLoader } from '@/lib/badge-reading/contexts';
import type { Fetch } from '@/lib/badge-reading/guarded-fetch';
import { controllerOf, worldOf } from './badge-world';
import { inPng, inSvg, issuer, type Json, mia, unsignedBadge } from './baked-badges';

const method = `${issuer}#key-1`;
const organization = 'https://guild.example/organization.json';
const described = 'https://guild.example/welding.json';
export const hostedAt = 'https://guild.example/badges/1.json';
const keyAt = 'https://guild.example/key.json';

const hostedBadge = {
  '@context': 'https://w3id.org/openbadges/v2',
  type: 'Assertion',
  id: hostedAt,
  recipient: { type: 'email', hashed: false, identity: mia },
  issuedOn: '2026-06-01T00:00:00Z',
  badge: described,
  verification: { type: 'hosted' },
};

/** Badges of every form, made with keys of their own, and the world in which they are read. */
export async function makeBadges() {
  const key = await generate({ id: method, controller: issuer });
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2_048 });
  const sign = (badge: Json, more: Json = {}): Promise<Json> => {
    const suite = new DataIntegrityProof({
      cryptosuite,
      signer: key.signer(),
      date: '2026-06-01T00:00:00Z',
    });
    return jsigs.sign(structuredClone(badge), {
      suite: Object.assign(suite, { proof: more }),
      purpose: new jsigs.purposes.AssertionProofPurpose(),
      documentLoader: closedLoader(),
    });
  };
  const signText = (body: Json, head: Json = {}): Promise<string> =>
    new CompactSign(Buffer.from(JSON.stringify(body)))
      .setProtectedHeader({ alg: 'RS256', typ: 'JWT', ...head })
      .sign(rsa.privateKey);

  const json = JSON.stringify(await sign(unsignedBadge()));
  const jwt = await signText(unsignedBadge({ iss: issuer }), { kid: `${issuer}#key-2` });
  const signedSecond = await signText({
    ...hostedBadge,
    id: 'urn:uuid:1',
    verification: { type: 'signed', creator: keyAt },
  });
  const second = JSON.stringify(hostedBadge);
  const jwk = { ...rsa.publicKey.export({ format: 'jwk' }) };
  const published = controllerOf(issuer, method, key.publicKeyMultibase) as {
    verificationMethod: object[];
    assertionMethod: string[];
  };
  published.verificationMethod.push({
    id: `${issuer}#key-2`,
    type: 'JsonWebKey',
    controller: issuer,
    publicKeyJwk: jwk,
  });
  published.assertionMethod.push(`${issuer}#key-2`);
  const places: Record<string, object> = {
    'https://guild.example/issuers/1/did.json': published,
    [organization]: {
      type: 'Issuer',
      id: organization,
      name: 'Guild of Welders',
      url: 'https://guild.example',
      publicKey: keyAt,
      revocationList: 'https://guild.example/revoked.json',
    },
    [described]: {
      type: 'BadgeClass',
      id: described,
      name: 'Welding, level 2',
      description: 'Joins steel plates.',
      criteria: 'https://guild.example/criteria',
      issuer: organization,
    },
    [hostedAt]: hostedBadge,
    [keyAt]: {
      type: 'CryptographicKey',
      id: keyAt,
      owner: organization,
      publicKeyPem: rsa.publicKey.export({ type: 'spki', format: 'pem' }),
    },
    'https://guild.example/revoked.json': { type: 'RevocationList', revokedAssertions: ['urn:uuid:9'] },
  };
  const world: Fetch = worldOf((url) => places[url] ?? null);
  const badges = {
    'ob3 json': Buffer.from(json),
    'ob3 jwt': Buffer.from(jwt),
    'ob3 png with json': inPng('openbadgecredential', json),
    'ob3 png with jwt': inPng('openbadgecredential', jwt),
    'ob3 png packed': inPng('openbadgecredential', json, true),
    'ob3 svg with json': inSvg('credential', 'https://purl.imsglobal.org/ob/v3p0', json),
    'ob3 svg with jwt': inSvg('credential', 'https://purl.imsglobal.org/ob/v3p0', null, jwt),
    'ob2 hosted': Buffer.from(second),
    'ob2 address': Buffer.from(hostedAt),
    'ob2 signed': Buffer.from(signedSecond),
    'ob2 png': inPng('openbadges', second),
    'ob2 svg': inSvg('assertion', 'http://openbadges.org', second),
  };
  return { badges, world, sign, signText, jwk };
}
