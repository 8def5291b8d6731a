import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { SaidTrust } from '@/lib/badge/issuer';
import type { CheckFor } from '@/lib/badge/report';
import { parseCivilDate } from '@/lib/kernel/civil-date';
import type { Fetch } from '@/lib/badge-reading/guarded-fetch';
import { unwrapBadge } from '@/lib/badge-reading/unwrap-badge';

export const badgeFixtures = path.resolve('tests/fixtures/badges');

/** A world in which these addresses alone exist. */
export function worldOf(answerOf: (url: string) => Uint8Array | string | object | null): Fetch {
  return async (url) => {
    const found = answerOf(url);
    if (found === null) return { ok: false, reason: 'unreachable' };
    const bytes =
      found instanceof Uint8Array
        ? found
        : Buffer.from(typeof found === 'string' ? found : JSON.stringify(found));
    return { ok: true, bytes, url };
  };
}

/** What a controller publishes about a key. */
export function controllerOf(id: string, method: string, publicKeyMultibase: string): object {
  return {
    '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'],
    id,
    verificationMethod: [{ id: method, type: 'Multikey', controller: id, publicKeyMultibase }],
    assertionMethod: [method],
  };
}

/** The text of a file among the samples. */
export function sample(...parts: string[]): Buffer {
  return readFileSync(path.join(badgeFixtures, ...parts));
}

/** The closed world of 1EdTech's second-version samples: what is below example.org lies in their folder. */
export function secondWorld(handed: Buffer): Fetch {
  const own = ownCopy(handed);
  return worldOf((url) => {
    if (url === own?.address) return own.text;
    const name = /^https?:\/\/example\.org\/([\w.-]+)$/.exec(url)?.[1];
    if (name === undefined) return null;
    const folders = ['ob2/samples/assets', 'ob2/samples', 'ob2/samples/rdf-validation'];
    const files = folders.map((folder) => path.join(badgeFixtures, folder, name));
    const found = files.find((file) => existsSync(file) && statSync(file).isFile());
    return found === undefined ? null : readFileSync(found);
  });
}

/** Where a badge says to stand, and the badge as it would be read there. */
function ownCopy(handed: Buffer): { address: string; text: string } | null {
  const found = unwrapBadge(handed);
  return found.form === 'json' && typeof found.document['id'] === 'string'
    ? { address: found.document['id'], text: JSON.stringify(found.document) }
    : null;
}

/** On this day the samples are looked at. */
export const askedIn2026: CheckFor = {
  now: '2026-11-30T12:00:00.000Z',
  claimDay: parseCivilDate('2026-11-30'),
  recipient: null,
};

/** That an institution trusts whoever is known by this. */
export function trustIn(identity: string): SaidTrust {
  return {
    identity,
    institution: 'Northbridge',
    name: 'Guild of Welders',
    reason: 'On the register',
    sourceUrl: 'https://register.example/',
    firstDay: parseCivilDate('2020-01-01'),
    lastDay: null,
  };
}

const signer1EdTech = 'https://1edtech.edu/issuers/565049';
const revokedThere =
  'https://dc.1edtech.org/wellspring2022/wellspring-portal/credential/54418d3f-ec01-4652-800a-861c890a51a1';

/**
 * The closed world of 1EdTech's third-version samples: an issuer publishes the keys that its samples name after the #, as 1EdTech's own tests
 * have it; the list of bits is the one beside the samples, and the list of revoked credentials has the one that is said to be on it.
 */
export function thirdWorld(handed: Buffer): Fetch {
  const documents = new Map<string, object>();
  const methods = handed.toString('latin1').matchAll(/"((?:https?:\/\/|did:web:)[^"#]+)#(z[^"]+)"/g);
  for (const [, base = '', key = ''] of methods) {
    const address = base.startsWith('did:web:')
      ? `https://${base.slice('did:web:'.length).replaceAll(':', '/')}/did.json`
      : base;
    documents.set(address, controllerOf(base, `${base}#${key}`, key));
  }
  const ofLists = 'z6MkjZRZv3aez3r18pB1RBFJR1kwUVJ5jHt92JmQwXbd5hwi';
  if (!documents.has(signer1EdTech))
    documents.set(signer1EdTech, controllerOf(signer1EdTech, `${signer1EdTech}#${ofLists}`, ofLists));
  return worldOf((url) => {
    if (url.endsWith('/testlist')) return sample('ob3/samples/bit-string-list/testlist');
    if (url.includes('/api/revocations/')) return { revokedCredentials: [{ id: revokedThere }] };
    return documents.get(url) ?? null;
  });
}
