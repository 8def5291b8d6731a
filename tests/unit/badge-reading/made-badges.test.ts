import { deflateSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkIssuer } from '@/lib/badge/issuer';
import type { Fetch } from '@/lib/badge-reading/guarded-fetch';
import { readBadge } from '@/lib/badge-reading/read-badge';
import { askedIn2026, trustIn, worldOf } from '@/tests/support/badge-world';
import { chunk, inPng, inSvg, issuer, mia, png, unsignedBadge } from '@/tests/support/baked-badges';
import { hostedAt, makeBadges } from '@/tests/support/made-badges';

let made: Awaited<ReturnType<typeof makeBadges>>;
beforeAll(async () => {
  made = await makeBadges();
});
const asked = { ...askedIn2026, recipient: mia };
const read = (bytes: Buffer | string, world: Fetch = made.world) =>
  readBadge(Buffer.from(bytes as string), asked, world);
const outcomeOf = async (bytes: Buffer | string, name: string, world?: Fetch) =>
  (await read(bytes, world)).checks.find((check) => check.name === name);
const refused = (bytes: Buffer | string) =>
  read(bytes).then(
    () => 'taken',
    ({ reason }: { reason: string }) => reason,
  );

describe('badges of every form', () => {
  it('are valid as they were made, and told alike', async () => {
    for (const [form, bytes] of Object.entries(made.badges)) {
      const report = await read(bytes);
      expect({ form, verdict: report.verdict }).toStrictEqual({ form, verdict: 'valid' });
      expect(report.facts.title).toBe('Welding, level 2');
      const recipient = report.checks.find(({ name }) => name === 'recipient');
      expect({ form, outcome: recipient?.outcome }).toStrictEqual({ form, outcome: 'pass' });
    }
  });

  it('are told as issued by whose key it is', async () => {
    const issuerOf = async (bytes: Buffer, identity = issuer) =>
      checkIssuer(await read(bytes), [trustIn(identity)], { day: asked.claimDay, only: null }).check;
    expect(await issuerOf(made.badges['ob3 json'])).toMatchObject({ outcome: 'pass' });
    expect(await issuerOf(made.badges['ob3 jwt'])).toMatchObject({ outcome: 'pass' });
    // The same badge, signed with a key that it carries itself: anybody could have.
    const carried = await made.signText(unsignedBadge(), { jwk: made.jwk });
    expect(await issuerOf(Buffer.from(carried))).toMatchObject({
      outcome: 'fail',
      reason: 'issuerPretended',
    });
    // Trust in that key is trust in whatever it signs, by whomever it says to be.
    const { key } = (await read(Buffer.from(carried))).signer;
    expect(key).toMatch(/^urn:ietf:params:oauth:jwk-thumbprint:sha-256:/);
    expect(await issuerOf(Buffer.from(carried), key ?? '')).toMatchObject({
      outcome: 'pass',
      reason: 'issuerKeyTrusted',
    });
    expect((await read(made.badges['ob3 json'])).signer).toMatchObject({
      isIssuer: true,
      key: expect.stringMatching(/^did:key:z/) as string,
    });
    expect((await read(made.badges['ob2 hosted'])).signer).toStrictEqual({ isIssuer: true, key: null });
  });

  it('are unproven where their issuer cannot be reached, and never valid', async () => {
    const nowhere = worldOf(() => null);
    for (const name of ['ob3 json', 'ob3 jwt', 'ob2 hosted', 'ob2 signed'] as const)
      expect((await read(made.badges[name], nowhere)).verdict).toBe('unproven');
  });
});

describe('tricks with keys and claims', () => {
  it('refuses no algorithm, a shared secret and an unknown one', async () => {
    const [, body = ''] = made.badges['ob3 jwt'].toString().split('.');
    for (const alg of ['none', 'HS256', 'RS257']) {
      const head = Buffer.from(JSON.stringify({ alg, kid: `${issuer}#key-2` })).toString('base64url');
      expect(await outcomeOf(`${head}.${body}.`, 'signature')).toMatchObject({
        reason: 'signatureAlgorithm',
      });
    }
  });
  it('takes one spelling of a signature', async () => {
    const text = made.badges['ob3 jwt'].toString();
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    // The last letter of 256 bytes has four bits that say nothing.
    const other = letters[letters.indexOf(text.at(-1) ?? '') ^ 1] ?? '';
    expect(await refused(text.slice(0, -1) + other)).toBe('badge/not-recognised');
  });
  it('refuses claims around a credential that say otherwise', async () => {
    const kid = `${issuer}#key-2`;
    for (const claims of [{ iss: 'did:web:other.example' }, { jti: 'urn:uuid:2' }]) {
      const text = await made.signText({ vc: unsignedBadge(), ...claims }, { kid });
      expect(await outcomeOf(text, 'signature')).toMatchObject({ reason: 'signatureClaims' });
    }
    const ended = await made.signText({ vc: unsignedBadge(), exp: 1_780_600_000 }, { kid });
    expect(await outcomeOf(ended, 'days')).toMatchObject({ outcome: 'fail' });
  });
  it('believes no key after a # that its owner does not list', async () => {
    const world = worldOf((url) =>
      url === 'https://guild.example/issuers/1/did.json'
        ? { id: issuer, verificationMethod: [], assertionMethod: [] }
        : null,
    );
    expect(await outcomeOf(made.badges['ob3 json'], 'signature', world)).toMatchObject({
      outcome: 'fail',
      reason: 'signatureKeyMissing',
    });
  });
  it('refuses names of its own under which a last day could hide', async () => {
    const badge = JSON.parse(made.badges['ob3 json'].toString()) as Record<string, unknown>;
    const { validUntil, ...rest } = badge;
    const hidden = {
      ...rest,
      'https://www.w3.org/2018/credentials#validUntil': {
        '@type': 'http://www.w3.org/2001/XMLSchema#dateTime',
        '@value': validUntil,
      },
    };
    const report = await read(JSON.stringify(hidden));
    expect(report.checks).toContainEqual(expect.objectContaining({ name: 'form', reason: 'formOwnNames' }));
    expect(report.verdict).toBe('invalid');
    const own = {
      ...badge,
      '@context': [...(badge['@context'] as string[]), { name: 'https://x.example/n' }],
    };
    expect((await read(JSON.stringify(own))).verdict).toBe('invalid');
  });
  it('takes no signature whose last day is over, and the later of two beginnings', async () => {
    const over = await made.sign(unsignedBadge(), { expires: '2026-07-01T00:00:00Z' });
    expect(await outcomeOf(JSON.stringify(over), 'signature')).toMatchObject({ reason: 'signatureOver' });
    const lasting = await made.sign(unsignedBadge(), { expires: '2036-07-01T00:00:00Z' });
    expect((await read(JSON.stringify(lasting))).verdict).toBe('valid');
    const later = await made.signText(
      { vc: unsignedBadge(), nbf: 1_900_000_000 },
      { kid: `${issuer}#key-2` },
    );
    expect(await outcomeOf(later, 'days')).toMatchObject({ reason: 'daysToCome' });
  });
  it('takes a second signature over an altered badge for none', async () => {
    const badge = JSON.parse(made.badges['ob3 json'].toString()) as { proof: object; name: string };
    const other = await makeBadges();
    const { proof, ...rest } = badge;
    const resigned = (await other.sign({ ...rest, name: 'Welding, level 9' })) as { proof: object };
    const both = { ...resigned, proof: [proof, resigned.proof] };
    expect((await read(JSON.stringify(both))).verdict).toBe('invalid');
  });
  it('asks for no list before the signature holds', async () => {
    const seen: string[] = [];
    const world: Fetch = (url) => {
      seen.push(url);
      return made.world(url);
    };
    const badge = JSON.parse(made.badges['ob3 json'].toString()) as object;
    const forged = {
      ...badge,
      credentialStatus: { id: 'https://victim.example/x', type: '1EdTechRevocationList' },
    };
    await read(JSON.stringify(forged), world);
    expect(seen).toStrictEqual(['https://guild.example/issuers/1/did.json']);
  });
});

describe('a hosted badge', () => {
  it('is read from an address without encryption that is baked in, as old ones are', async () => {
    const old = hostedAt.replace('https', 'http');
    const seen: string[] = [];
    const world: Fetch = (url) => {
      seen.push(url);
      return made.world(url.replace('http:', 'https:'));
    };
    expect((await read(inPng('openbadges', old), world)).facts.title).toBe('Welding, level 2');
    expect(seen[0]).toBe(old);
  });
  it('is what its issuer hosts, where its issuer keeps them', async () => {
    const handed = JSON.parse(made.badges['ob2 hosted'].toString()) as { recipient: object };
    const altered = { ...handed, recipient: { ...handed.recipient, identity: 'leo@home.example' } };
    expect(await outcomeOf(JSON.stringify(altered), 'signature')).toMatchObject({ reason: 'hostedDiffers' });
    const elsewhere = { ...handed, id: 'https://forger.example/1.json' };
    const world: Fetch = (url) =>
      url === 'https://forger.example/1.json' ? worldOf(() => elsewhere)(url) : made.world(url);
    expect(await outcomeOf(JSON.stringify(elsewhere), 'signature', world)).toMatchObject({
      reason: 'hostedElsewhere',
    });
  });
  it('is told by what it says itself where its parts cannot be read, and never as more than that', async () => {
    const nowhere = worldOf(() => null);
    const handed = JSON.parse(made.badges['ob2 hosted'].toString()) as object;
    const bare = await read(JSON.stringify(handed), nowhere);
    expect(bare.facts).toMatchObject({ title: null, issuer: { name: null } });
    const issuer = { id: 'https://guild.example/organization.json', type: 'Issuer', name: 'Guild' };
    const badge = { id: 'https://guild.example/welding.json', type: 'BadgeClass', name: 'Welding', issuer };
    const whole = await read(JSON.stringify({ ...handed, badge }), nowhere);
    expect(whole.facts).toMatchObject({ title: 'Welding', issuer: { id: issuer.id, name: 'Guild' } });
    expect(whole.facts.achievementIds).toContain(badge.id);
    expect(whole.verdict).toBe('unproven');
    // What stands at its place counts where it can be read.
    const there = await read(JSON.stringify({ ...handed, badge: { ...badge, name: 'Forged' } }));
    expect(there.facts.title).toBe('Welding, level 2');
  });
  it('knows of no list that nobody named', async () => {
    const nowhere = worldOf(() => null);
    const status = (name: 'ob2 hosted' | 'ob2 signed') => outcomeOf(made.badges[name], 'status', nowhere);
    expect(await status('ob2 hosted')).toMatchObject({ outcome: 'unknown', reason: 'statusCopyUnread' });
    expect(await status('ob2 signed')).toMatchObject({ outcome: 'unknown', reason: 'statusIssuerUnread' });
  });
  it('is revoked where its own place says so, and gone where nothing is there', async () => {
    const world: Fetch = (url) =>
      url === hostedAt ? worldOf(() => ({ id: hostedAt, revoked: true }))(url) : made.world(url);
    expect((await read(made.badges['ob2 hosted'], world)).verdict).toBe('invalid');
    const gone: Fetch = async (url) =>
      url === hostedAt ? { ok: false, reason: 'not-there' } : made.world(url);
    expect(await outcomeOf(made.badges['ob2 hosted'], 'signature', gone)).toMatchObject({
      reason: 'hostedGone',
    });
  });
});

describe('a form that its standard does not know', () => {
  const formOf = async (badge: object) => outcomeOf(JSON.stringify(badge), 'form');
  it('is told by what is missing, by its name', async () => {
    const { issuer: _, ...nobody } = unsignedBadge();
    expect(await formOf(nobody)).toMatchObject({ reason: 'formMissing', values: { place: 'issuer' } });
    const { credentialSubject } = nobody as { credentialSubject: { achievement: object } };
    const { name: __, ...unnamed } = credentialSubject.achievement as { name: string };
    const inner = unsignedBadge({ credentialSubject: { ...credentialSubject, achievement: unnamed } });
    expect((await formOf(inner))?.values?.['place']).toMatch(/^credentialSubject\.achievement/);
  });
  it('is told by a place in words, and without one where all of it is wrong', async () => {
    const wrong = await formOf(unsignedBadge({ validFrom: 'yesterday' }));
    expect(wrong).toMatchObject({ reason: 'formSchema', values: { place: 'validFrom' } });
    for (const name of Object.keys(unsignedBadge())) {
      const without: Record<string, unknown> = { ...unsignedBadge() };
      delete without[name];
      if (name === 'type') continue;
      const { outcome, values } = (await formOf(without)) ?? {};
      if (outcome === 'fail') expect(values?.['place'] ?? name).not.toMatch(/^$|\//);
    }
  });
});

describe('what is too much, or none', () => {
  const bomb = Buffer.alloc(8 * 1024 * 1024, 'a');
  it.each<[string, () => Buffer | string, string]>([
    ['nothing', () => ' ', 'badge/nothing'],
    ['words', () => 'I passed, believe me', 'badge/not-recognised'],
    ['bytes', () => Buffer.from([0xff, 0xfe, 0x00]), 'badge/not-recognised'],
    ['a PDF', () => '%PDF-1.7\n', 'badge/is-a-pdf'],
    ['a page', () => '<!DOCTYPE html><title>x</title>', 'badge/is-a-page'],
    ['a large file', () => Buffer.alloc(3 * 1024 * 1024), 'badge/too-large'],
    ['a long text', () => JSON.stringify({ a: 'x'.repeat(600_000) }), 'badge/too-large'],
    ['a deep text', () => `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`, 'badge/too-large'],
    ['a wide text', () => JSON.stringify({ a: Array.from({ length: 30_000 }, () => 1) }), 'badge/too-large'],
    ['a name of every object', () => '{"type":"Toast","__proto__":{"type":"Assertion"}}', 'badge/no-json'],
    ['a value of every object', () => '{"type":"Toast","id":"__proto__"}', 'badge/no-json'],
    ['half a text', () => '{"a":', 'badge/no-json'],
    ['a picture', () => png(), 'badge/nothing-baked'],
    ['half a picture', () => png().subarray(0, 40), 'badge/broken-picture'],
    ['a picture and more', () => Buffer.concat([png(), Buffer.from('<script>')]), 'badge/broken-picture'],
    ['two badges', () => png(chunk('tEXt', text('a')), chunk('tEXt', text('b'))), 'badge/baked-twice'],
    ['a packed bomb', () => inPng('openbadges', bomb, true), 'badge/too-large'],
    [
      'an older bomb',
      () => png(chunk('zTXt', Buffer.concat([text('\0'), deflateSync(bomb)]))),
      'badge/too-large',
    ],
    [
      'many parts',
      () => png(...Array.from({ length: 5_000 }, () => chunk('tIME', Buffer.alloc(7)))),
      'badge/broken-picture',
    ],
    ['a drawing', () => '<svg xmlns="http://www.w3.org/2000/svg"/>', 'badge/nothing-baked'],
    ['half a drawing', () => '<svg xmlns="http://www.w3.org/2000/svg">', 'badge/broken-picture'],
    [
      'entities',
      () => `<!DOCTYPE svg [<!ENTITY a "b">]>${inSvg('assertion', 'http://openbadges.org', '{}')}`,
      'badge/broken-picture',
    ],
    ['an unknown entity', () => '<svg xmlns="http://www.w3.org/2000/svg">&a;</svg>', 'badge/broken-picture'],
    ['a deep drawing', () => `<svg>${'<g>'.repeat(50_000)}`, 'badge/too-large'],
    ['an address without encryption', () => 'http://guild.example/badges/1.json', 'badge/address-no-https'],
    ['an address of another kind', () => 'ftp://guild.example/1', 'badge/address-no-https'],
    ['an address without a beginning', () => 'guild.example/badges/1.json', 'badge/address-no-https'],
    ['a host', () => ' www.guild.example', 'badge/address-no-https'],
    ['three words and two points', () => 'Aa.Bb.c3', 'badge/not-recognised'],
    ['an address of an address', () => 'https://guild.example/loop', 'badge/address-unreachable'],
    [
      'a list',
      () => '{"@context":"https://w3id.org/openbadges/v2","type":"Issuer","id":"urn:a"}',
      'badge/not-awarded',
    ],
    ['any object', () => '{"type":"Toast"}', 'badge/not-a-badge'],
  ])('refuses %s', async (_, bytes, reason) => {
    const startedAt = performance.now();
    expect(await refused(bytes())).toBe(reason);
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });
  const text = (rest: string) => Buffer.from(`openbadges\0${rest}`, 'latin1');
});
