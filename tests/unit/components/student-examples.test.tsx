import { NextIntlClientProvider } from 'next-intl';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { StudentExamples } from '@/components/rule/student-examples';
import type { CivilDate } from '@/lib/kernel/civil-date';
import type { VersionStanding } from '@/lib/rule/version-standing';
import credit from '@/messages/en/credit.json';
import registrar from '@/messages/en/registrar.json';

const example = {
  key: 'meets' as const,
  values: {},
  awards: [{ target: 'INF-1', amount: '3' }],
  total: '3',
  rejection: null,
  isDenied: false,
};
const said = (standing: VersionStanding, ahead: CivilDate | null = null) =>
  renderToStaticMarkup(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ credit, registrar }}>
      <StudentExamples
        standing={standing}
        ahead={ahead}
        reason="The exam was leaked."
        examples={[example]}
        unit="US_SEM"
      />
    </NextIntlClientProvider>,
  );

test('a mapping that gives nothing today shows no student who gets something, but why', () => {
  for (const standing of ['suspended', 'revoked', 'superseded', 'ended'] as const)
    expect(said(standing), standing).not.toContain('INF-1');
  expect(said('suspended')).toContain('suspended. The exam was leaked.');
  expect(said('suspended', '2027-01-01' as CivilDate)).toContain('before its first day, Jan 1, 2027');
  expect(said('revoked')).toContain('revoked. The exam was leaked.');
  for (const standing of ['draft', 'approved', 'published'] as const)
    expect(said(standing), standing).toContain('INF-1');
});
