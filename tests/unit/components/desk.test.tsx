import { NextIntlClientProvider } from 'next-intl';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { DeskBar } from '@/components/rule/desk-bar';
import { type EnteredText, pickEntered } from '@/components/rule/entered-text';
import { FoldedPart } from '@/components/rule/folded-part';
import { usePartWords } from '@/components/rule/part-words';
import { FormStateContext, idleState, type ActionState } from '@/components/ui/form-state';
import { noLine } from '@/lib/rule/blank-form';
import type { Finding } from '@/lib/rule/lint/finding';
import type { DefinitionForm } from '@/lib/rule/form-fields';
import credit from '@/messages/en/credit.json';
import registrar from '@/messages/en/registrar.json';
import ui from '@/messages/en/ui.json';

const shown = (what: React.ReactNode, state: ActionState = idleState) =>
  renderToStaticMarkup(
    <NextIntlClientProvider locale="en-GB" timeZone="UTC" messages={{ credit, registrar, ui }}>
      <FormStateContext
        value={{
          formId: 'f',
          state,
          pending: false,
          base: 0,
          words: { theirs: '', blank: '', ticked: '', unticked: '' },
        }}
      >
        {what}
      </FormStateContext>
    </NextIntlClientProvider>,
  );

const entered: EnteredText = {
  'basis.kind': 'ownReview',
  'basis.adoption': '',
  publicNote: '',
  internalNote: '',
  title: 'Data Analytics',
  hasEvidence: '',
};
const form: DefinitionForm = {
  premise: { way: 'all', count: '', branches: [] },
  decision: 'credit',
  outcomes: [{ lines: [noLine] }],
  programs: [],
  credentialWindow: { basis: 'issuedOn', from: '', to: '' },
  claimWindow: { from: '', to: '' },
  termWindow: { from: '', to: '' },
  combining: 'free',
  exclusiveGroup: '',
  overrides: '',
  tags: '',
  priority: '',
};

function Words({ form, entered }: { form: DefinitionForm; entered: EnteredText }) {
  return JSON.stringify(usePartWords(form, entered));
}
const words = (change: Partial<DefinitionForm> = {}, other: Partial<EnteredText> = {}) =>
  JSON.parse(
    shown(<Words form={{ ...form, ...change }} entered={{ ...entered, ...other }} />).replaceAll(
      '&quot;',
      '"',
    ),
  ) as Record<string, string>;

describe('what a folded part says', () => {
  test('of a fresh draft: that nothing is said', () => {
    expect(words()).toEqual({
      rests: 'An own review',
      forWhom: 'Every program',
      dates: 'No first or last day',
      notes: 'None for students, none for staff',
      rest: 'Data Analytics',
    });
  });
  test('of what is entered: what it says', () => {
    expect(
      words(
        {
          programs: ['BS-IT', 'BBA'],
          claimWindow: { from: '2027-01-01', to: '' },
          combining: 'alone',
          tags: 'ACE',
        },
        { 'basis.kind': 'recommendation', 'basis.adoption': 'changed', publicNote: 'Read this.' },
      ),
    ).toEqual({
      rests: 'A recommendation, taken over, changed',
      forWhom: 'BS-IT or BBA',
      dates: expect.stringContaining('1 Jan 2027') as string,
      notes: 'One for students, none for staff',
      rest: 'Data Analytics · never combined with any other credit · tags: ACE',
    });
  });
});

test('what stands in the fields is taken from the form, and evidence is there once a link, a file or a tick is', () => {
  expect(pickEntered({ publicNote: 'New' }, entered)).toEqual({ ...entered, publicNote: 'New' });
  for (const found of [
    { 'evidence.url': 'https://x.example' },
    { 'evidence.atHand[]': ['https://x.example'] },
  ])
    expect(pickEntered(found, entered).hasEvidence).toBe('yes');
  expect(pickEntered({ 'evidence.url': '', 'evidence.atHand[]': [] }, entered).hasEvidence).toBe('');
});

describe('a folded part', () => {
  const part = (findings: readonly Finding[] = []) => (
    <FoldedPart
      label="Dates"
      says="No first or last day"
      fields={['definition.claimWindow']}
      findings={findings}
    >
      <input name="definition.claimWindow.from" />
    </FoldedPart>
  );
  const refused = (fieldErrors: Record<string, string>): ActionState => ({ status: 'refused', fieldErrors });
  const isOpen = (html: string) => /<details[^>]* open=""/.test(html);

  test('is closed, says what it says, and holds its fields', () => {
    const html = shown(part());
    expect(isOpen(html)).toBe(false);
    expect(html).toContain('No first or last day');
    expect(html).toContain('name="definition.claimWindow.from"');
  });
  test('opens where one of its fields was refused, not for another', () => {
    expect(isOpen(shown(part(), refused({ 'definition.claimWindow.from': 'This is no day.' })))).toBe(true);
    expect(isOpen(shown(part(), refused({ 'definition.claimWindowOther': 'This is no day.' })))).toBe(false);
  });
  test('opens where somebody else saved meanwhile', () => {
    expect(isOpen(shown(part(), { status: 'refused', reason: 'rule/changed-meanwhile' }))).toBe(true);
  });
  test('opens for an error of the checks, and says that there is something to look at', () => {
    const finding = (severity: 'error' | 'warning') =>
      ({ code: 'CLAIM_WINDOW_EMPTY', severity, where: 'claimWindow', values: {} }) as unknown as Finding;
    expect(isOpen(shown(part([finding('error')])))).toBe(true);
    const warned = shown(part([finding('warning')]));
    expect(isOpen(warned)).toBe(false);
    expect(warned).toContain('1 thing to look at');
  });
});

describe('the bar', () => {
  test('says whether it is saved, how much is open with a way to it, and the next act', () => {
    const html = shown(<DeskBar isSaved={false} open={2} mayHandIn />);
    expect(html).toContain('Not saved');
    expect(html).toMatch(/<a href="#checks"[^]*2 things to look at/);
    expect(html).toMatch(/name="handIn"[^]*Hand it in/);
  });
  test('says nothing of saving until that can be told, and nothing to hand in with where that is not allowed', () => {
    const html = shown(<DeskBar isSaved={null} open={0} mayHandIn={false} />);
    expect(html).not.toMatch(/[Ss]aved</);
    expect(html).toContain('Nothing to look at');
    expect(html).not.toContain('handIn');
  });
  test('does not count what cannot be read', () => {
    expect(shown(<DeskBar isSaved={false} open={null} mayHandIn />)).toContain('it cannot be read yet');
  });
});
