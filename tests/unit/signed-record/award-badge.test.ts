import { describe, expect, it } from 'vitest';
import { createTranslator } from 'next-intl';
import { Unit } from '@/lib/amount/unit';
import type { CreditCase } from '@/lib/credit/input';
import {
  amountInWords,
  type AwardedLine,
  awardBadge,
  badgePath,
  levelIn,
} from '@/lib/signed-record/award-badge';
import credit from '@/messages/en/credit.json';

const line: AwardedLine = {
  target: 'WELD 101',
  level: 'LD',
  awarded: '3',
  unit: 'ECTS',
  rule: { code: 'RPL-4', version: 2 },
};
const badge = (lines: AwardedLine[], sha256: string | null = null) =>
  awardBadge(
    { origin: 'https://credit.example', did: 'did:web:credit.example:institutions:n', slug: 'n', name: 'N' },
    {
      lines,
      decidedAt: '2026-11-25T12:00:00.000Z',
      certificates: [{ title: 'Welding', slug: 'welding', sha256 }],
      recipient: { identityHash: 'sha256$00', salt: 's' },
    },
    {
      id: '0b9c3d34-3bd7-4a3f-a8a1-3f4f60b6a001',
      at: '2026-11-25T12:00:00.000Z',
      status: { list: 1, place: 5 },
    },
  ) as { credentialSubject: Record<string, unknown>; evidence: { id: string }[] };

describe('the badge of an award', () => {
  it('adds up exactly, and names no bare number where none says it', () => {
    const earned = (...awarded: string[]) =>
      badge(awarded.map((one) => ({ ...line, awarded: one }))).credentialSubject['creditsEarned'];
    expect(earned('0.1', '0.2')).toBe(0.3);
    expect(earned('1/3', '2/3')).toBe(1);
    expect(earned('1/3')).toBeUndefined();
  });
  it('says each amount exactly, with unit and level, and the decision behind it', () => {
    expect(
      badge([
        { ...line, awarded: '7/3' },
        { ...line, level: null },
      ]).credentialSubject,
    ).toMatchObject({
      result: [{ value: '7/3' }, { value: '3' }],
      achievement: {
        resultDescription: [{ name: 'WELD 101, ECTS, lower division' }, { name: 'WELD 101, ECTS' }],
        alignment: [{ targetUrl: 'https://credit.example/institutions/n/decisions/RPL-4/2' }, {}],
      },
    });
  });
  it('says units to people by the names that the pages have for them, and never by a code', () => {
    const t = createTranslator({ locale: 'en', messages: { credit }, namespace: 'credit.unit' });
    for (const unit of Unit.options)
      for (const amount of ['1', '3', '7/3']) {
        const count = amount.includes('/') ? 2.5 : Number(amount);
        expect(amountInWords(amount, unit)).toBe(`${amount} ${t(unit, { count })}`);
      }
    const said = badge([{ ...line, target: 'CS 230', unit: 'US_SEM' }]);
    expect(said).toMatchObject({ name: 'CS 230: 3 semester hours' });
    expect(JSON.stringify(said)).not.toContain('US_SEM');
  });
  it('names its evidence by its hash where a badge was looked at', () => {
    expect(badge([line], 'ff'.repeat(32)).evidence[0]?.id).toBe(`ni:///sha-256;${'_'.repeat(42)}8`);
    expect(badge([line]).evidence[0]?.id).toBe('https://credit.example/catalog/welding');
    expect(badgePath('n', 'x')).toBe('/institutions/n/badges/x');
  });
});

it('takes the level that the frozen rule states, where it states one', () => {
  const asked = {
    rules: [
      {
        id: 'r',
        outcomes: [
          { lines: [{ target: 'A', level: 'UD' }, { target: 'B' }] },
          { lines: [{ target: 'A', level: 'LD' }] },
        ],
      },
    ],
  } as unknown as CreditCase;
  expect(levelIn(asked, 'r', 'B')).toBe('LD');
  expect(levelIn(asked, 'r', 'A')).toBeNull();
  expect(levelIn(asked, 'other', 'B')).toBeNull();
});
