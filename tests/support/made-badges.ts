import { createHash, generateKeyPairSync } from 'node:crypto';
import { crc32, deflateSync } from 'node:zlib';
import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { generate } from '@digitalbazaar/ed25519-multikey';
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import { CompactSign } from 'jose';
import jsigs from 'jsonld-signatures';
import { closedLoader } from '@/lib/badge-reading/contexts';
import type { Fetch } from '@/lib/badge-reading/guarded-fetch';
import { controllerOf, worldOf } from './badge-world';

export const issuer = 'did:web:guild.example:issuers:1';
const method = `${issuer}#key-1`;
const organization = 'https://guild.example/organization.json';
const described = 'https://guild.example/welding.json';
export const hostedAt = 'https://guild.example/badges/1.json';
const keyAt = 'https://guild.example/key.json';
export const achievement = 'https://guild.example/welding/v/2';
/** Whom these badges are about. */
export const mia = 'mia@home.example';

type Json = Record<string, unknown>;

/** An Open Badge 3.0 before it is signed. */
export function unsignedBadge(more: Json = {}): Json {
  return {
    '@context': [
      'https://www.w3.org/ns/credentials/v2',
      'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
    ],
    id: 'urn:uuid:6b0c0a3e-6a5c-4b34-9f0e-0c7f3a3f1a11',
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name: 'Welding, level 2',
    issuer: { id: issuer, type: ['Profile'], name: 'Guild of Welders' },
    validFrom: '2026-06-01T00:00:00Z',
    validUntil: '2031-06-01T00:00:00Z',
    awardedDate: '2026-05-30T00:00:00Z',
    credentialSubject: {
      type: ['AchievementSubject'],
      identifier: [
        {
          type: 'IdentityObject',
          hashed: true,
          identityHash: `sha256$${createHash('sha256').update(`${mia}salt`).digest('hex')}`,
          identityType: 'emailAddress',
          salt: 'salt',
        },
      ],
      achievement: {
        id: achievement,
        type: ['Achievement'],
        achievementType: 'MicroCredential',
        name: 'Welding, level 2',
        description: 'Joins steel plates in all positions.',
        criteria: { narrative: 'Pass the practical examination.' },
      },
    },
    ...more,
  };
}

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
  const sign = (badge: Json): Promise<Json> =>
    jsigs.sign(structuredClone(badge), {
      suite: new DataIntegrityProof({ cryptosuite, signer: key.signer(), date: '2026-06-01T00:00:00Z' }),
      purpose: new jsigs.purposes.AssertionProofPurpose(),
      documentLoader: closedLoader(),
    });
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

/** A part of a PNG, with its length and its sum. */
export function chunk(type: string, data: Uint8Array): Buffer {
  const typed = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(typed));
  return Buffer.concat([length, typed, sum]);
}

/** A small picture with these parts. */
export function png(...parts: Buffer[]): Buffer {
  const head = Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    ...parts,
    chunk('IDAT', deflateSync(Buffer.alloc(2))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** A picture with a text baked in. */
export function inPng(keyword: string, text: string | Buffer, packed = false): Buffer {
  const bytes = Buffer.from(text as string);
  const front = Buffer.from(`${keyword}\0${packed ? '\x01' : '\0'}\0\0\0`, 'latin1');
  return png(chunk('iTXt', Buffer.concat([front, packed ? deflateSync(bytes) : bytes])));
}

/** A drawing with a text baked in. */
export function inSvg(element: string, namespace: string, text: string | null, verify = ''): Buffer {
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:b="${namespace}"><b:${element} verify="${verify}">${
      text === null ? '' : `<![CDATA[${text}]]>`
    }</b:${element}><circle r="1"/></svg>`,
  );
}
