import { NextIntlClientProvider } from 'next-intl';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { InstitutionAnswers, type InstitutionAnswersProps } from '@/components/catalog/institution-answers';
import { parseCivilDate } from '@/lib/kernel/civil-date';
import credit from '@/messages/en/credit.json';
import publicMessages from '@/messages/en/public.json';

const said = (open: InstitutionAnswersProps['open']) =>
  renderToStaticMarkup(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ credit, public: publicMessages }}>
      <InstitutionAnswers
        decided={[]}
        open={open}
        readerUnit={null}
        asOf="2026-11-25"
        estimateHref={() => '/'}
        askHref="/ask"
        exactHref={() => null}
      />
    </NextIntlClientProvider>,
  );
const nobody = publicMessages.entry.noDecision;
const silent = {
  institution: { slug: 'b', name: 'B', shortName: 'B' },
  standing: 'undecided' as const,
  considered: null,
};

const refusedProposal = (kind: 'not_as_proposed' | 'no_credit') => ({
  institution: { slug: 'a', name: 'A', shortName: 'A' },
  standing: 'considered' as const,
  considered: {
    kind,
    publicReason: kind === 'no_credit' ? '' : 'It examines too little.',
    on: parseCivilDate('2026-11-20'),
  },
});

test('where a proposal was considered, nothing says that nobody has looked at it', () => {
  for (const others of [[], [silent]]) {
    const page = said([refusedProposal('not_as_proposed'), ...others]);
    expect(page).toContain('It examines too little.');
    expect(page).not.toContain(nobody);
  }
  expect(said([silent])).toContain(nobody);
});

test('a no that no registrar has published is told by its day alone', () => {
  const page = said([refusedProposal('no_credit'), silent]);
  expect(page).toContain('Nov 20, 2026');
  expect(page).toContain('No decision about it is published');
  expect(page).not.toMatch(/no credit|not accepted/i);
  expect(page).not.toContain(nobody);
});
