import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codeInKey, naturalKeyOf, slugOf } from '@/lib/micro-credential/natural-key';

describe('naturalKeyOf', () => {
  const certificate = {
    kind: 'certificate',
    title: 'Data Analytics',
    provider: 'Google',
    platform: 'Coursera',
  } as const;

  test('case, spacing and compatibility forms make no difference', () => {
    expect(naturalKeyOf({ ...certificate, title: '  DATA\u00a0 analytics', provider: 'Ｇoogle' })).toBe(
      naturalKeyOf(certificate),
    );
  });

  test('kind, platform and provider do', () => {
    const keys = [
      certificate,
      { ...certificate, kind: 'course' as const },
      { ...certificate, platform: 'edX' },
      { ...certificate, platform: null },
      { ...certificate, provider: 'IBM' },
    ];
    expect(new Set(keys.map(naturalKeyOf)).size).toBe(5);
  });

  test('a course of another university is known by its code, whatever its title', () => {
    const course = {
      kind: 'external_course',
      provider: 'Hudson Valley',
      code: 'ANT 103',
      title: 'Physical Anthropology',
    } as const;
    expect(naturalKeyOf({ ...course, title: 'Biological Anthropology' })).toBe(naturalKeyOf(course));
    expect(naturalKeyOf({ ...course, code: 'ANT 104' })).not.toBe(naturalKeyOf(course));
  });

  test('a bar inside a name cannot shift the parts', () => {
    expect(naturalKeyOf({ ...certificate, provider: 'a|b', title: 'c' })).not.toBe(
      naturalKeyOf({ ...certificate, provider: 'a', title: 'b|c' }),
    );
  });
});

describe('slugOf', () => {
  test('accents, punctuation and length', () => {
    expect(slugOf('C’est l’été: Köln & Łódź', 'edX')).toBe('cest-lete-koeln-and-lodz-edx');
    expect(slugOf('Müller GmbH', 'Straße')).toBe('mueller-gmbh-strasse');
    // Written with a mark of its own, as some systems do.
    expect(slugOf('Mu\u0308ller')).toBe('mueller');
    expect(slugOf('word '.repeat(40)).length).toBeLessThanOrEqual(80);
    expect(slugOf('数据分析')).toBe('');
  });

  test('always a slug the database takes, or nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => /^([a-z0-9]+(-[a-z0-9]+)*)?$/.test(slugOf(text))),
    );
  });
});

test('the code of a course of another university is in its key, and no other entry has one', () => {
  const course = { title: 'Calculus', provider: 'A | B', code: 'mat101' };
  const key = (kind: 'external_course' | 'certificate') => ({
    kind,
    naturalKey: naturalKeyOf({ ...course, kind }),
  });
  expect(codeInKey(key('external_course'))).toBe('mat101');
  expect(codeInKey(key('certificate'))).toBeNull();
});
