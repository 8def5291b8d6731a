import { NextIntlClientProvider } from 'next-intl';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { AwardLines } from '@/components/claim/award-lines';
import { useDay } from '@/components/ui/day';
import { ClaimRecord } from '@/components/claim/claim-record';
import { HoldingEvidence } from '@/components/claim/holding-evidence';
import { StatedFacts, StatedQuestion } from '@/components/claim/stated-facts';
import { statedHolding } from '@/lib/catalog/estimate-query';
import { parseCivilDate } from '@/lib/kernel/civil-date';
import badge from '@/messages/en/badge.json';
import claim from '@/messages/en/claim.json';
import common from '@/messages/en/common.json';
import credit from '@/messages/en/credit.json';
import publicMessages from '@/messages/en/public.json';
import ui from '@/messages/en/ui.json';

const text = (node: React.ReactNode) =>
  renderToStaticMarkup(
    <NextIntlClientProvider
      locale="en"
      timeZone="America/Chicago"
      messages={{ badge, claim, common, credit, public: publicMessages, ui }}
    >
      {node}
    </NextIntlClientProvider>,
  )
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');

test('all that was stated of a certificate is told, and which day is assumed where none was', () => {
  const stated = {
    ...statedHolding('x'),
    score: '82.5',
    version: '2',
    expiresOn: parseCivilDate('2031-06-01'),
    idVerified: true,
    proctored: true,
    evidence: ['portfolio'],
  };
  const said = text(<StatedFacts stated={stated} claimDate="2026-06-02" unit="ECTS" />);
  expect(said).toContain('no day of completion entered, Jun 2, 2026 assumed');
  for (const part of ['valid until Jun 1, 2031', '82.5', 'version 2', 'identity', 'proctored', 'portfolio'])
    expect(said).toContain(part);
  expect(text(<StatedFacts stated={stated} claimDate={null} unit="ECTS" />)).toContain(
    'the day on which the claim is sent is assumed',
  );
});

test('what rules propose is not called awarded, and nothing counts without a program', () => {
  const lines = [
    { key: '1', target: 'WELD 101', rule: 'Welding', awarded: '6', counted: '6', unit: 'ECTS', answer: null },
  ];
  const proposed = text(<AwardLines lines={lines} as="proposal" hasProgram={false} />);
  expect(proposed).toContain('What the rules propose');
  expect(proposed).not.toMatch(/Awarded|granted|Counts now|Would count/);
  expect(text(<AwardLines lines={lines} hasProgram />)).toMatch(/What was granted.*Awarded.*Counts now/);
});

test('the ground of an appeal is told in words', () => {
  const event = {
    seq: 1,
    at: '2026-06-02T10:00:00Z',
    to: 'appealed',
    personId: null,
    personName: null,
  } as const;
  const said = text(
    <ClaimRecord
      to="desk"
      timeZone="America/New_York"
      events={[{ ...event, move: 'appeal', by: 'student', note: 'overlooked: My badge' }]}
    />,
  );
  expect(said).toMatch(/6:00\sAM EDT.*Evidence was overlooked: My badge/);
});

test('whoever claims reads what was found, and no name of staff', () => {
  const holding = {
    id: 'h',
    place: 1,
    microCredentialId: 'm',
    entry: { slug: 'x', title: 'Welding', language: null, provider: 'Guild' },
    stated: statedHolding('x'),
    evidence: {
      badge: null,
      page: null,
      finding: { isVerified: true, identity: 'exact', reason: 'On the register' },
    },
    foundByName: 'Helen Staff',
  } as const;
  const read = (to: 'student' | 'desk') =>
    text(<HoldingEvidence holding={holding} claimDate={null} unit="ECTS" to={to} isOver />);
  expect(read('student')).toContain('The institution looked this up: it is as stated; it is yours.');
  expect(read('student')).not.toContain('Helen');
  expect(read('student')).not.toContain('yet');
  expect(read('desk')).toContain('Helen Staff found');
});

test('program, examinations and courses already earned are told beside the certificates', () => {
  const asked = {
    program: 'BS-CS',
    termStart: '2026-09-01',
    assessments: [{ id: 'Weld exam', score: '71' }],
    earned: ['MATH 114'],
  };
  const said = text(<StatedQuestion asked={asked} />);
  for (const part of ['BS-CS', 'Sep 1, 2026', 'Score in Weld exam', '71', 'MATH 114'])
    expect(said).toContain(part);
});

test('a letter is of the day on which its institution decided, wherever it is read', () => {
  const Read = () => useDay('long', 'America/New_York')('2026-06-02T02:00:00Z');
  expect(text(<Read />)).toBe('June 1, 2026');
});
