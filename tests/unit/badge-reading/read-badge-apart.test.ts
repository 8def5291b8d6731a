import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { badgeLimits, readBadgeApart } from '@/lib/badge-reading/read-badge-apart';
import { buildBadgeReader } from '@/scripts/product/programs-apart';
import { askedIn2026, sample } from '@/tests/support/badge-world';
import { unsignedBadge } from '@/tests/support/baked-badges';
import { makeBadges } from '@/tests/support/made-badges';
import { throwAwayHome } from '@/tests/support/throw-away';

const folder = throwAwayHome('badge-reader');
const reader = path.join(folder, 'badge-reader.mjs');
beforeAll(() => buildBadgeReader(reader));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const read = (bytes: Uint8Array | string) =>
  readBadgeApart(Buffer.from(bytes as string), askedIn2026, { start: [reader] });
const refusal = (code: string, reason: string) => expect.objectContaining({ code, reason });
/** A program that behaves as badly as it says. */
function program(name: string, source: string): string[] {
  const file = path.join(folder, `${name}.mjs`);
  writeFileSync(file, source);
  return [file];
}

describe('a badge read apart', () => {
  test('is read as it is read here', async () => {
    const made = await makeBadges();
    const carried = await made.signText(unsignedBadge(), { jwk: made.jwk });
    const report = await read(carried);
    expect(report.verdict).toBe('valid');
    expect(report.facts.title).toBe('Welding, level 2');
    expect((await read(sample('ob3/samples/simple-jwt.png'))).verdict).toBe('valid');
  });

  test('is told what stands at an address of this installation, which it asks for by name alone', async () => {
    const asked: string[] = [];
    const made = await makeBadges();
    const own = {
      host: 'credit.example',
      read: (url: string) => {
        asked.push(url);
        return Promise.resolve(url.endsWith('/1.json') ? made.badges['ob3 json'].toString() : null);
      },
    };
    const apart = (text: string) => readBadgeApart(Buffer.from(text), askedIn2026, { start: [reader], own });
    expect((await apart('https://credit.example/1.json')).facts.title).toBe('Welding, level 2');
    await expect(apart('https://127.0.0.1/1.json')).rejects.toEqual(
      refusal('invalid_input', 'badge/address-refused'),
    );
    expect(asked).toEqual(['https://credit.example/1.json']);
  });

  test('asks nobody on its own machine', async () => {
    await expect(read('https://127.0.0.1/badge.json')).rejects.toEqual(
      refusal('invalid_input', 'badge/address-refused'),
    );
    await expect(read('https://localhost:5432/')).rejects.toEqual(
      refusal('invalid_input', 'badge/address-refused'),
    );
    await expect(read('http://localhost:5432/')).rejects.toEqual(
      refusal('invalid_input', 'badge/address-no-https'),
    );
  });

  test('is refused with its reason, and as too large where it is longer than is read', async () => {
    await expect(read('%PDF-1.7')).rejects.toEqual(refusal('invalid_input', 'badge/is-a-pdf'));
    await expect(read(Buffer.alloc(12 * 1024 * 1024))).rejects.toEqual(
      refusal('invalid_input', 'badge/too-large'),
    );
  });

  test('is stopped when it takes too long or too much, and breaks nothing here', async () => {
    const loop = program('loop', "process.once('message', () => { for (;;); });");
    await expect(
      readBadgeApart(Buffer.from('x'), askedIn2026, { start: loop, seconds: 0.5 }),
    ).rejects.toEqual(refusal('invalid_input', 'badge/stopped'));
    const full = program(
      'full',
      "process.once('message', () => { const all = []; for (;;) all.push(new Array(100_000).fill({})); });",
    );
    await expect(readBadgeApart(Buffer.from('x'), askedIn2026, { start: full })).rejects.toEqual(
      refusal('invalid_input', 'badge/stopped'),
    );
    const broken = program('broken', 'process.exit(3)');
    await expect(readBadgeApart(Buffer.from('x'), askedIn2026, { start: broken })).rejects.toThrow(
      'it ended with code 3',
    );
  });

  test('waits for its turn, so many of them and no more', async () => {
    const slow = program('slow', "process.once('message', () => setTimeout(() => {}, 60_000));");
    const many = Array.from({ length: badgeLimits.atOnce + badgeLimits.waiting }, () =>
      readBadgeApart(Buffer.from('x'), askedIn2026, { start: slow, seconds: 0.2 }).catch(
        ({ reason }: { reason: string }) => reason,
      ),
    );
    await expect(
      readBadgeApart(Buffer.from('x'), askedIn2026, { start: slow, seconds: 0.2 }),
    ).rejects.toEqual(refusal('rate_limited', 'badge/busy'));
    expect(new Set(await Promise.all(many))).toStrictEqual(new Set(['badge/stopped']));
    // Every place was given back.
    await expect(read('%PDF-1.7')).rejects.toEqual(refusal('invalid_input', 'badge/is-a-pdf'));
  });
});
