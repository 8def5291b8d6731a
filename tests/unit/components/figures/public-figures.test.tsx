import { NextIntlClientProvider } from 'next-intl';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { PublicFigures } from '@/components/figures/public-figures';
import { publicFiguresOf } from '@/lib/figures/public-figures';
import type { DecidedReview } from '@/lib/figures/facts';
import { parseCivilDate as day } from '@/lib/kernel/civil-date';
import figures from '@/messages/en/figures.json';

const decided: DecidedReview = {
  departmentId: null,
  handedInOn: day('2026-01-05'),
  routedOn: day('2026-01-05'),
  decidedOn: day('2026-01-08'),
  publishedOn: null,
  end: 'credit',
  countsAs: 'course',
  isAsIs: null,
  isRecommended: false,
};
const said = (many: number) =>
  renderToStaticMarkup(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ figures }}>
      <PublicFigures
        {...publicFiguresOf(
          Array.from({ length: many }, () => decided),
          () => 3,
        )}
        registerHref="/register"
      />
    </NextIntlClientProvider>,
  );

test.each([0, 3, 12])(
  'of %i reviews it says that it counts reviews here, and promises nothing of other decisions',
  (many) => {
    const text = `${figures.public.lede} ${said(many)}`;
    expect(text).toContain('brought in from files are not counted');
    expect(text).not.toMatch(/own page|all of them|(?:Fewer than ten|No) decisions in these/i);
    expect(text).toMatch(/by a review here/);
  },
);
