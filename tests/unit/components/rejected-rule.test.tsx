import { NextIntlClientProvider } from 'next-intl';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { RejectedRule } from '@/components/estimate/rejected-rule';
import credit from '@/messages/en/credit.json';
import publicMessages from '@/messages/en/public.json';

const part = (key: string, mc: string) => ({ key: `leaf.${key}`, values: { mc, minimum: '80' } });
const text = (
  ways: { missing: ReturnType<typeof part>[]; gives: string | null; more: string }[],
  over: Partial<React.ComponentProps<typeof RejectedRule>> = {},
) =>
  renderToStaticMarkup(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ credit, public: publicMessages }}>
      <RejectedRule
        id="R"
        title="A rule"
        definition={{ premise: { mc: 'a' }, outcomes: [] }}
        reason={{ key: 'PREMISE_UNMET', values: { count: 2 } }}
        ways={ways}
        even={null}
        names={{ microCredentials: {}, courses: {}, programs: {}, homeUnit: 'ECTS' }}
        ruleTitles={{}}
        {...over}
      />
    </NextIntlClientProvider>,
  )
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');

test('what each way needs alone stands in that way, and what all need is said once', () => {
  const shared = part('NOT_PROCTORED', 'shared');
  const said = text([
    { missing: [shared, part('NOT_PROCTORED', 'first')], gives: '3', more: '3' },
    { missing: [shared, part('NOT_PROCTORED', 'second')], gives: '3', more: '3' },
  ]);
  const count = (name: string) => said.split(`exam for ${name} `).length - 1;
  expect([count('shared'), count('first'), count('second')]).toEqual([1, 1, 1]);
  expect(said).toContain('And any one of these:');
});

test('where all of it is needed, nothing is either, or', () => {
  const said = text([
    { missing: [part('NOT_PROCTORED', 'a'), part('NOT_PROCTORED', 'b')], gives: '3', more: '1' },
  ]);
  expect(said).toContain('All of this is missing:');
  expect(said).not.toContain('any one of these');
  expect(said).toContain('Would give 3 ECTS');
});

test('conditions that are not met are named, also where meeting them would give nothing, and then nothing is advised', () => {
  const parts = ['a', 'b'].map((mc) => ({
    ...part('MISSING_CREDENTIAL', mc),
    change: { key: 'change.earn', values: { mc } },
  }));
  const reason = { key: 'PREMISE_UNMET', values: { count: 2 }, parts };
  const said = text([], { reason, even: { key: 'NO_NEW_CREDIT', values: {} } });
  expect(said).toMatch(/2 conditions are not met\. +a is not among.*b is not among.*Even to somebody/);
  expect(said).not.toContain('Complete');
  expect(text([], { reason })).toContain('Complete a .');
});

test('the last day of a claim is told once, as what the rule says: nobody says that it could be claimed on that day', () => {
  const day = '2025-06-30';
  const old = {
    key: 'leaf.TOO_OLD',
    values: { mc: 'a', dayIssued: '2020-06-30', dayLast: day },
    change: { key: 'change.newer', values: {} },
  };
  const closed = {
    key: 'CLAIM_WINDOW',
    values: { dayClaim: '2026-01-31' },
    change: { key: 'change.claimBy', values: { day } },
  };
  for (const reason of [old, closed]) {
    const said = text([], { reason });
    expect(said.split('2025')).toHaveLength(2);
    expect(said).toContain('claims made by');
    expect(said).not.toContain('could be claimed');
  }
});
