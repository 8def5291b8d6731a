import { createHash } from 'node:crypto';
import { crc32, deflateSync } from 'node:zlib';

export const issuer = 'did:web:guild.example:issuers:1';
export const achievement = 'https://guild.example/welding/v/2';
/** Whom these badges are about. */
export const mia = 'mia@home.example';

export type Json = Record<string, unknown>;

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
