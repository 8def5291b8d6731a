import { NextIntlClientProvider } from 'next-intl';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { BatchState } from '@/components/import/batch-state';
import { NoteWords } from '@/components/import/note-words';
import { UndoTable } from '@/components/import/undo-table';
import { ImportCounts, type ImportKind } from '@/lib/import/kind';
import { encodeNotes, noteOf } from '@/lib/import/note';
import {
  emptyTally,
  undoneDecision,
  type UndoneRow,
  undoneVersion,
  whyNotUndone,
} from '@/lib/import/undo-plan';
import type { CivilDate } from '@/lib/kernel/civil-date';
import credit from '@/messages/en/credit.json';
import imports from '@/messages/en/imports.json';
import ui from '@/messages/en/ui.json';

const said = (children: React.ReactNode): string =>
  renderToStaticMarkup(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ credit, imports, ui }}>
      {children}
    </NextIntlClientProvider>,
  ).replace(/<[^>]+>/g, ' ');
const row = (undone: UndoneRow) =>
  said(
    <UndoTable
      rows={[{ line: 2, entry: 'The entry', id: null, entryId: null, ruleVersionId: null, undone }]}
    />,
  );
const from = '2026-12-06' as CivilDate;

describe('what undoing makes of a row is said in words', () => {
  test.each([
    [{ becomes: 'withdrawn', from: null }, 'Withdrawn'],
    [{ becomes: 'withdrawn', from }, 'Inactive from Dec 6, 2026 on'],
    [{ becomes: 'setBack', from: null }, 'As before'],
    [{ becomes: 'setBack', from }, 'As before from Dec 6, 2026 on'],
    [{ becomes: 'restored' }, 'Withdrawn; what it replaced waits again'],
    [{ becomes: 'nothing' }, 'Gone already'],
    [{ becomes: 'blocked', because: [noteOf('undo/published')] }, 'It has been published.'],
  ] as const)('%o', (undone, words) => {
    expect(row(undone as UndoneRow)).toContain(words);
  });

  test('and so is everything that stands in the way', () => {
    const blocked = [
      undoneDecision({ status: 'published', isReplacing: false, later: 2, restingCodes: ['R-1'] }),
      undoneDecision({ status: 'returned', isReplacing: false, later: null, restingCodes: [] }),
      ...(['notKept', 'compared'] as const).map((outcomes) =>
        undoneVersion(
          {
            isNew: outcomes === 'compared',
            firstDay: null,
            isVersion: true,
            later: [],
            outcomes,
            versions: [],
            isBesideAsLeft: false,
            restingCodes: ['R-2'],
            namedBy: ['MSC'],
          },
          from,
        ),
      ),
    ];
    for (const one of blocked) expect(row(one)).not.toContain('undo/');
    const batch = { kind: 'courses', status: 'applied', tally: emptyTally(), unknown: 0 };
    for (const why of [
      whyNotUndone({ ...batch, status: 'checked' }),
      whyNotUndone({ ...batch, kind: 'recommendations' }),
      whyNotUndone({ ...batch, unknown: 2 }),
      whyNotUndone({ ...batch, tally: { ...emptyTally(), blocked: 1 } }),
      whyNotUndone(batch),
    ])
      expect(said(<NoteWords reason={encodeNotes(why ? [why] : [])} />)).toMatch(/^ .{20,}/);
  });
});

describe('the page of an import that was undone says what has become of it', () => {
  const nothing = () => Promise.resolve({ state: 'idle' } as never);
  const page = (kind: ImportKind) =>
    said(
      <BatchState
        view={{
          batch: {
            id: '',
            kind,
            status: 'undone',
            counts: ImportCounts.parse({}),
            onBadRows: 'skip',
            rowVersion: 3,
            hasContent: false,
            matching: null,
            undoneAt: '2026-12-06T10:00:00.000Z',
            undoneByName: 'Registrar',
          },
          isWorkedOn: false,
          mayApply: false,
          mayFix: false,
          mayUndo: false,
          published: 0,
          unpublished: 0,
          whyNotPublish: null,
          lacksPolicy: false,
        }}
        isFresh={false}
        actions={{ check: nothing, checkFixed: nothing, start: nothing, publish: nothing }}
      />,
    );
  test.each([
    ['micro_credentials', 'What it added is gone'],
    ['recommendations', 'What it added is gone'],
    ['courses', 'What it added is inactive'],
    ['programs', 'What it added is inactive'],
    ['equivalencies', 'What it added is withdrawn'],
  ] as const)('%s', (kind, words) => {
    expect(page(kind)).toContain(words);
  });
});
