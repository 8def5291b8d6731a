/** UndoAnswer: what undoing an import would do in all, or why it cannot be, and the act. Props: view, action. */
import { useTranslations } from 'next-intl';
import { ActionForm } from '@/components/ui/action-form';
import type { ActionFormBodyProps } from '@/components/ui/action-form-body';
import { Notice } from '@/components/ui/notice';
import { encodeNotes } from '@/lib/import/note';
import type { ImportKind } from '@/lib/import/kind';
import type { UndoView } from '@/lib/usecases/import/undo-import';
import { NoteWords } from './note-words';

/** A decision is withdrawn, what the catalog lists goes, and a course or a program is inactive from a day on, as its row says. */
const withdrawnWord = {
  equivalencies: 'withdrawn',
  micro_credentials: 'gone',
  recommendations: 'gone',
  courses: 'inactive',
  programs: 'inactive',
} as const satisfies Record<ImportKind, string>;

/** What is not as before, though all is taken back. */
const afterWord = {
  equivalencies: 'stay',
  micro_credentials: 'dayStays',
  recommendations: 'dayStays',
  courses: 'tomorrow',
  programs: 'tomorrow',
} as const satisfies Record<ImportKind, string>;

export function UndoAnswer({ view, action }: { view: UndoView; action: ActionFormBodyProps['action'] }) {
  const t = useTranslations('imports.undo');
  const { batch, all, tally, whyNot, mayUndo } = view;
  const looked = Object.values(tally).reduce((sum, count) => sum + count, 0);
  // Where it cannot be undone nothing of it would happen: what stands in the way is said below, with its number.
  const said = (['withdrawn', 'setBack', 'restored', 'nothing'] as const).filter(
    (becomes) => whyNot === null && tally[becomes] > 0,
  );
  const wordOf = (becomes: (typeof said)[number]) =>
    becomes === 'withdrawn' ? withdrawnWord[batch.kind] : becomes;
  return (
    <section className="grid max-w-2xl gap-4" aria-label={t('would')}>
      {said.length > 0 && (
        <ul className="grid list-disc gap-1 pl-5 text-lg">
          {said.map((becomes) => (
            <li key={becomes}>{t(wordOf(becomes), { count: tally[becomes] })}</li>
          ))}
        </ul>
      )}
      {looked < all && <p className="measure text-soft">{t('lookedAt', { looked, all })}</p>}
      {whyNot !== null ? (
        <Notice tone={whyNot.code === 'undo/blocked' ? 'refused' : 'info'} title={t('cannot')}>
          <NoteWords reason={encodeNotes([whyNot])} />
        </Notice>
      ) : mayUndo ? (
        <ActionForm action={action} submit={t('act')}>
          <input type="hidden" name="batchId" value={batch.id} />
          <input type="hidden" name="expectedVersion" value={batch.rowVersion} />
          <p className="measure text-soft">{t(afterWord[batch.kind])}</p>
        </ActionForm>
      ) : (
        <Notice tone="info">{t('mayNot')}</Notice>
      )}
    </section>
  );
}
