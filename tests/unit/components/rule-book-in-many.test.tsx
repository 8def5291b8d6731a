import { NextIntlClientProvider } from 'next-intl';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { ManyFields, ManyForm } from '@/components/rule/many-form';
import { ManyTable } from '@/components/rule/many-table';
import { ReaffirmedList } from '@/components/rule/reaffirmed-list';
import { SavedViews } from '@/components/rule/saved-views';
import { OthersTable, WorkTable } from '@/components/rule/work-table';
import { parseCivilDate } from '@/lib/kernel/civil-date';
import { nextActs } from '@/lib/review/work-order';
import { manyActs, parseManyQuery } from '@/lib/rule/many-query';
import credit from '@/messages/en/credit.json';
import faculty from '@/messages/en/faculty.json';
import registrar from '@/messages/en/registrar.json';
import ui from '@/messages/en/ui.json';

const shown = (children: React.ReactNode) =>
  renderToStaticMarkup(
    <NextIntlClientProvider
      locale="en-GB"
      timeZone="UTC"
      messages={{ credit, registrar, faculty, ui }}
      onError={(error) => {
        throw error;
      }}
    >
      {children}
    </NextIntlClientProvider>,
  );
const day = parseCivilDate('2026-11-25');
const line = {
  key: 'a',
  place: 0,
  href: '/registrar/rules/1',
  title: 'Data analysis',
  named: [],
  version: 2,
  provider: 'Open course house',
  departmentName: 'Informatics',
  stageKind: null,
  isLastVote: false,
  since: day,
  dueOn: null,
  due: { state: 'overdue', days: 3 } as const,
  waited: 1,
};

test('every line of work says the next act, since when it waits, by when it is due and whose turn it is then', () => {
  for (const act of nextActs) {
    const html = shown(<WorkTable lines={[{ ...line, act }]} />);
    expect(html).toContain(registrar.work.act[act]);
    expect(html).toContain(registrar.work.then[act]);
    expect(html).toContain('1 business day');
    expect(html).toContain('Open course house · Informatics · version 2');
  }
  // After the only vote that is missing nobody else of the stage has a turn.
  const last = shown(<WorkTable lines={[{ ...line, act: 'vote', isLastVote: true }]} />);
  expect(last).toContain(registrar.work.then.voteLast);
  expect(last).not.toContain(registrar.work.then.vote);
  // Nothing is said twice: what waits since today, or over a weekend, says since when and no more.
  const sinceToday = shown(
    <WorkTable lines={[{ ...line, act: 'vote', stageKind: 'committee', waited: 0 }]} />,
  );
  expect(sinceToday.match(/since/g)).toHaveLength(1);
  expect(sinceToday).not.toContain('business day<');
  const expected = [
    { act: 'assign' as const, count: 1, names: ['Ines Roth'] },
    { act: 'vote' as const, count: 2, names: [] },
    { act: 'declare' as const, count: 6, names: ['A', 'B', 'C', 'D', 'E', 'F'] },
  ];
  const others = { ...line, stageKind: 'department' as const, votes: { voted: 1, seated: 3 }, expected };
  const html = shown(<OthersTable lines={[others]} />);
  expect(html).toContain('1 of 3 voted');
  expect(html).toContain('Assign reviewers: Ines Roth');
  expect(html).toContain('Judge it: 2 people');
  expect(html).toContain('Say if you have a conflict: A, B, C, D and 2 more');
  expect(shown(<OthersTable lines={[{ ...others, votes: { voted: 0, seated: 0 } }]} />)).toContain(
    'nobody assigned yet',
  );
  expect(shown(<OthersTable lines={[{ ...others, expected: [] }]} />)).toContain('Nobody here can');
});

test.each(manyActs)('what would become of each is told, and asked for, by %s', (act) => {
  const definition = {
    premise: { mc: 'a' },
    outcomes: [{ lines: [{ kind: 'course' as const, target: 'INF-1', credits: { amount: '6' } }] }],
  };
  const row = {
    id: '00000000-0000-4000-8000-000000000000',
    ruleId: '1',
    ruleCode: 'R-1',
    title: 'Data analysis',
    version: 1,
    status: 'published' as const,
    origin: 'review',
    definition,
    departmentCode: null,
    departmentName: null,
    authorNames: ['Jo Lind'],
    microCredentials: [],
    reviewDueOn: day,
    claimFrom: null,
    claimTo: null,
    updatedAt: '2026-11-25T12:00:00Z',
    rowVersion: 3,
  };
  const names = {
    microCredentials: { a: { title: 'Certificate', language: null, slug: 'a' } },
    courses: {},
    programs: {},
    rules: {},
    homeUnit: 'ECTS',
  } as never;
  const asked = parseManyQuery({ act, what: 'course', from: 'INF-1', to: 'INF-2', day: '2027-01-01' });
  const would = { row, reason: null, sentence: null, latest: null, dueOn: day, next: definition };
  const table = shown(
    <ManyTable
      rows={[would, { ...would, row: { ...row, id: 'b' }, reason: 'x', sentence: 'Not this one.' }]}
      names={names}
      act={act}
      isJudged
      today={day}
      caption="What would become of each"
    />,
  );
  expect(table).toContain('value="00000000-0000-4000-8000-000000000000:3"');
  expect(table).toContain('Not this one.');
  expect(shown(<ManyForm asked={asked} departments={[]} departmentId="" />)).toContain(`value="${act}"`);
  const fields = shown(<ManyFields asked={asked} />);
  expect(fields.includes('name="conflict"')).toBe(act === 'reaffirm');
  expect(fields.includes('name="change.from" value="INF-1"')).toBe(act === 'supersede');
});

test('a review without changes is told with who, under which policy, until when and on what grounds', () => {
  const html = shown(
    <ReaffirmedList
      reaffirmed={[
        {
          ruleVersionId: '1',
          personName: 'Mei Tan',
          at: '2026-11-25T12:00:00Z',
          policy: { id: '1', version: 4, effectiveFrom: day },
          grounds: 'Read the syllabus again.',
          dueBefore: day,
          dueOn: parseCivilDate('2029-11-25'),
          together: 3,
        },
      ]}
    />,
  );
  for (const words of ['Mei Tan', 'policy version 4', 'Read the syllabus again.', '2 more mappings'])
    expect(html).toContain(words);
});

test('a view of somebody else is named with its owner, and deleted by a registrar alone', () => {
  const view = {
    id: '00000000-0000-4000-8000-000000000000',
    name: 'In force',
    address: 'state=force',
    isShared: true,
    ownerId: 'owner',
    ownerName: 'Mei Tan',
    savedAt: '2026-11-25T12:00:00Z',
  };
  const of = (isRegistrar: boolean) =>
    shown(
      <SavedViews
        views={[view]}
        address="state=force"
        personId="reader"
        isRegistrar={isRegistrar}
        save={async () => ({}) as never}
        remove={async () => ({}) as never}
      />,
    );
  expect(of(false)).toContain('href="/registrar/rules?state=force"');
  expect(of(false)).toContain('(Mei Tan)');
  expect(of(false)).toContain('aria-current="page"');
  expect(of(false)).not.toContain('Delete In force');
  expect(of(true)).toContain('Delete In force');
});
