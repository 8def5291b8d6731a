import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { describeEntry, escapeForScript } from '@/lib/catalog/structured-data';

const entry = { title: 'Data', provider: 'Google', language: 'en', levelLabel: null, url: null, skills: [] };

test('JSON-LD breakout: no title can end the script element, open a comment or break a line', () => {
  for (const title of ['</script><script>alert(1)</script>', '<!--', ']]>', '\u2028', '&lt;']) {
    const text = escapeForScript(describeEntry({ ...entry, title }));
    expect(text).not.toMatch(/[<>&\u2028\u2029]/);
    expect(JSON.parse(text)).toMatchObject({ name: title });
  }
});

test('reads back as the same data for any text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (title) => {
      const text = escapeForScript(describeEntry({ ...entry, title, skills: [title] }));
      expect(text).not.toMatch(/[<>&]/);
      expect(JSON.parse(text)).toEqual(describeEntry({ ...entry, title, skills: [title] }));
    }),
  );
});

test('says nothing of credit, which means nothing without its conditions', () => {
  expect(JSON.stringify(describeEntry(entry))).not.toMatch(/credit(?!ential)/i);
});
