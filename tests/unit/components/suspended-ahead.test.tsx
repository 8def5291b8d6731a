import { NextIntlClientProvider } from 'next-intl';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { OfferStanding } from '@/components/catalog/offer-standing';
import { RuleActs } from '@/components/rule/rule-acts';
import type { CivilDate } from '@/lib/kernel/civil-date';
import credit from '@/messages/en/credit.json';
import publicWords from '@/messages/en/public.json';
import registrar from '@/messages/en/registrar.json';
import ui from '@/messages/en/ui.json';

const day = '2027-01-01' as CivilDate;
const drawn = (what: React.ReactNode) =>
  renderToStaticMarkup(
    <NextIntlClientProvider
      locale="en"
      timeZone="UTC"
      messages={{ credit, public: publicWords, registrar, ui } as never}
    >
      {what}
    </NextIntlClientProvider>,
  );
const acts = (act: 'suspend' | 'resume', ahead: CivilDate | null) => {
  const none = async () => ({});
  return drawn(
    <RuleActs
      version={{ id: 'a', rowVersion: 1, departmentId: null, version: 1 }}
      departments={[]}
      routing={{ departmentId: null, isAuthor: false, reviewers: [] }}
      conditional={null}
      offered={[{ act, denied: null }]}
      actions={{ [act]: none } as never}
      ahead={ahead}
    />,
  );
};

test('what suspending and resuming mean is told by whether the version has begun', () => {
  expect(acts('suspend', day)).toContain('It will not start on Jan 1, 2027 until it is resumed.');
  expect(acts('suspend', null)).toContain('No new awards will be made until it is in force again.');
  expect(acts('resume', day)).toContain('It will start on Jan 1, 2027');
  expect(acts('resume', day)).not.toContain('New awards can be made again.');
  expect(acts('resume', null)).toContain('New awards can be made again.');
});

test('in public the first day of what was suspended before it stays told', () => {
  expect(drawn(<OfferStanding offer={{ standing: 'suspended', opensOn: day }} />)).toContain(
    'Suspended before its first day, Jan 1, 2027',
  );
  expect(drawn(<OfferStanding offer={{ standing: 'suspended', opensOn: null }} />)).toContain('Suspended');
});
