import { describe, expect, test } from 'vitest';
import { drawableText } from '@/lib/catalog/drawable-text';

describe('text in a picture', () => {
  test.each([
    ['Google Data Analytics', 'Google Data Analytics'],
    ['  Škoda’s\n“Łódź” – 3 € ', 'Škoda’s “Łódź” – 3 €'],
    ['e\u0301', 'é'],
    ['Introduction to Psychology | 心理学概论', 'Introduction to Psychology'],
    ['心理学概论 | Psychology', 'Psychology'],
    ['One | Two', 'One | Two'],
  ])('%j is drawn as %j', (text, drawn) => {
    expect(drawableText(text, 100)).toBe(drawn);
  });

  test.each(['数据分析', 'تحليل البيانات', 'Data 📊', 'a\u202eb', 'Δεδομένα', ' '])(
    '%j is not drawn',
    (text) => {
      expect(drawableText(text, 100)).toBeNull();
    },
  );

  test('what is long ends with a whole word, or within one that alone is too long', () => {
    expect(drawableText('one two three four', 12)).toBe('one two…');
    expect(drawableText('x'.repeat(20), 12)).toBe(`${'x'.repeat(11)}…`);
  });
});
