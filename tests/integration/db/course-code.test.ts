import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldCourseCode } from '@/lib/institution/course-code';
import { queryAsSuperuser } from '@/tests/support/db';

test('the database folds course codes as the code does', async () => {
  const sign = fc.constantFrom(
    ...' \t\u00a0\u2009\u3000-–—\u2010\u2011\u2212.+/_&#AZazÄßÉéΣσЖж０９Ａ①1290\u00ad\u200b\ufeff',
  );
  const codes = fc.sample(fc.string({ unit: sign, maxLength: 12 }), 2_000);
  const rows = await queryAsSuperuser<{ code: string; folded: string }>(
    'SELECT code, fold_course_code(code) AS folded FROM unnest($1::text[]) AS code',
    [codes],
  );
  expect(rows.map(({ folded }) => folded)).toEqual(rows.map(({ code }) => foldCourseCode(code)));
  expect(rows).toHaveLength(2_000);
});
