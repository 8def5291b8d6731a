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
        exactHref={() => null}
      />
    </NextIntlClientProvider>,
  );
const nobody = publicMessages.entry.noDecision;
const silent = {
  institution: { slug: 'b', name: 'B' },
  standing: 'undecided' as const,
  considered: null,
};

test('where a proposal was considered, nothing says that nobody has looked at it', () => {
  const kinds = ['not_as_proposed', 'no_credit'] as const;
  for (const kind of kinds)
    for (const others of [[], [silent]]) {
      const considered = { kind, publicReason: 'It examines too little.', on: parseCivilDate('2026-11-20') };
      const page = said([
        { institution: { slug: 'a', name: 'A' }, standing: 'considered', considered },
        ...others,
      ]);
      expect(page).toContain('It examines too little.');
      expect(page).not.toContain(nobody);
    }
  expect(said([silent])).toContain(nobody);
});
