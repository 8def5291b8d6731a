import { NextIntlClientProvider } from 'next-intl';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { CaseTable } from '@/app/(faculty)/_components/case-table';
import { WithdrawnNotice } from '@/components/catalog/withdrawn-notice';
import { NextSteps } from '@/components/estimate/next-steps';
import { RejectedRule } from '@/components/estimate/rejected-rule';
import { WorkTable } from '@/components/rule/work-table';
import { parseCivilDate } from '@/lib/kernel/civil-date';
import credit from '@/messages/en/credit.json';
import pub from '@/messages/en/public.json';
import registrar from '@/messages/en/registrar.json';
import record from '@/messages/en/record.json';
import faculty from '@/messages/en/faculty.json';
import ui from '@/messages/en/ui.json';

const shown = (children: React.ReactNode) =>
  renderToStaticMarkup(
    <NextIntlClientProvider
      locale="en-GB"
      timeZone="UTC"
      messages={{ public: pub, credit, registrar, record, faculty, ui }}
    >
      {children}
    </NextIntlClientProvider>,
  );
const title = 'Podstawy analizy danych';
const spoken = `<bdi dir="auto" lang="pl">${title}</bdi>`;

test('what followed a certificate is named in its own language', () => {
  expect(
    shown(<WithdrawnNotice successor={{ slug: 'podstawy', title, language: 'pl' }} isClaimable={false} />),
  ).toContain(spoken);
});

test('so is a certificate that would bring more', () => {
  const step = {
    slug: 'podstawy',
    title,
    language: 'pl',
    hours: null,
    href: '/estimate',
    more: '3',
    total: '6',
    lines: [],
    loses: [],
    leaf: { mc: 'a' },
  };
  const html = shown(
    <NextSteps steps={[step]} isComplete isNarrow={false} unit="ECTS" claimDate="2026-11-28" courses={{}} />,
  );
  expect(html).toContain(spoken);
});

test.each([
  ['of one certificate, called like it', title, 'pl', spoken],
  ['with a title of its own', 'Data analysis', 'pl', '<bdi>Data analysis</bdi>'],
])('so is a mapping %s', (_, ruleTitle, language, expected) => {
  const line = {
    key: 'drafts 1',
    act: 'drafts' as const,
    place: 0,
    href: '/registrar/rules/1',
    title: ruleTitle,
    named: [{ title, language }],
    version: 1,
    provider: 'Open course house',
    departmentName: null,
    stageKind: null,
    isLastVote: false,
    since: parseCivilDate('2026-11-28'),
    dueOn: null,
    due: { state: 'none' as const },
    waited: 0,
  };
  expect(shown(<WorkTable lines={[line]} />)).toContain(expected);
});

test('so is a certificate in a sentence of the engine', () => {
  const missing = { key: 'leaf.MISSING_CREDENTIAL', values: { mc: 'a' } };
  const html = shown(
    <RejectedRule
      id="R"
      title="A rule"
      definition={{ premise: { mc: 'b' }, outcomes: [] }}
      reason={{ key: 'PREMISE_UNMET', values: { count: 1 } }}
      ways={[{ missing: [missing], gives: '3', more: '3' }]}
      even={missing}
      names={{
        microCredentials: { a: { title, language: 'pl' } },
        courses: {},
        programs: {},
        homeUnit: 'ECTS',
      }}
      ruleTitles={{}}
    />,
  );
  expect(html).toContain(`${spoken} is not among the certificates.`);
});

test('so is a mapping in the list of cases', () => {
  const item = {
    caseId: 'c',
    title,
    named: [{ title, language: 'pl' }],
    ruleCode: 'R',
    version: 1,
    ruleStatus: 'in_department',
    isDenial: false,
    stageKind: 'department',
    status: 'open',
    outcome: null,
    dueOn: null,
    closedAt: null,
    seated: 1,
    voted: 0,
    courses: [],
    due: { state: 'none' },
    end: null,
    turn: null,
  } as const;
  const html = shown(
    <CaseTable tab="mine" items={[{ ...item, named: [...item.named], courses: [], expected: [] }]} />,
  );
  expect(html.split(spoken)).toHaveLength(3);
});
