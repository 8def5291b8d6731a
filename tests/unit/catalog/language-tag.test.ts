import { expect, test } from 'vitest';
import { languageTag } from '@/lib/catalog/language-tag';

test.each(['ar', 'pt-BR', 'zh-Hans-CN', 'es-419', 'gsw'])('%s is a tag', (tag) => {
  expect(languageTag(tag)).toBe(tag);
  expect(Intl.getCanonicalLocales(tag)).toHaveLength(1);
});

test.each([null, '', 'English', 'en, de', 'en_GB', 'x', 'ar"onload'])('%j is none', (language) => {
  expect(languageTag(language)).toBeNull();
});
