/** RowCells: one row of a file with its cells, each with the reason that it gives, to be put right. Props: view, saved (rows in which something was just put right; null where nothing was), action. */
import { useTranslations } from 'next-intl';
import { ActionForm } from '@/components/ui/action-form';
import type { ActionFormBodyProps } from '@/components/ui/action-form-body';
import { Checkbox } from '@/components/ui/checkbox';
import { useMoment } from '@/components/ui/day';
import { Disclosure } from '@/components/ui/disclosure';
import { Field } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import { Textarea } from '@/components/ui/textarea';
import { TextInput } from '@/components/ui/text-input';
import { TextLink } from '@/components/ui/text-link';
import { mostFixed } from '@/lib/import/cell-fix';
import { encodeNotes } from '@/lib/import/note';
import type { OpenCell, RowView } from '@/lib/usecases/import/view-row';
import { NoteWords } from './note-words';
import { SeenText } from './seen-text';

interface RowCellsProps {
  view: RowView;
  saved: number | null;
  action: ActionFormBodyProps['action'];
}

export function RowCells({ view, saved, action }: RowCellsProps) {
  const t = useTranslations('imports');
  const { batch, line, outcome, cells, rest, mayFix } = view;
  const placed = cells.map((cell, at) => ({ cell, at }));
  const isAsked = ({ cell }: (typeof placed)[number]) => cell.reasons.length > 0 || cell.fixed !== null;
  const asked = placed.filter(isAsked);
  const others = placed.filter((one) => !isAsked(one));
  const shown = asked.length > 0 ? asked : others;
  const folded = asked.length > 0 ? others : [];
  return (
    <div className="grid gap-6">
      {saved !== null && (
        <Notice tone="done" live title={t('fix.saved', { rows: saved })}>
          <p>{t('fix.judged', { outcome: t(`outcome.${outcome}`) })}</p>
        </Notice>
      )}
      <p>
        <span className="text-soft">{t('fix.now')}</span>{' '}
        <strong className={outcome === 'rejected' ? 'text-suspended' : undefined}>
          {t(`outcome.${outcome}`)}
        </strong>
      </p>
      {rest.length > 0 && (
        <Notice tone={outcome === 'rejected' ? 'refused' : 'info'} title={t('fix.ofRow')}>
          <ul className="grid list-disc gap-1 pl-5">
            {rest.map((note) => (
              <li key={encodeNotes([note])}>
                <NoteWords reason={encodeNotes([note])} />
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {mayFix ? (
        <ActionForm action={action} edits={batch} submit={t('fix.save')} className="max-w-2xl">
          <input type="hidden" name="batchId" value={batch.id} />
          <input type="hidden" name="line" value={line} />
          {shown.map(({ cell, at }) => (
            <CellField key={cell.column} cell={cell} at={at} />
          ))}
          {folded.length > 0 && (
            <Disclosure summary={t('fix.others', { count: folded.length })}>
              <div className="grid gap-4">
                {folded.map(({ cell, at }) => (
                  <CellField key={cell.column} cell={cell} at={at} />
                ))}
              </div>
            </Disclosure>
          )}
          <p className="measure text-sm text-soft">{t('fix.stays')}</p>
        </ActionForm>
      ) : (
        <>
          <Notice tone="info">{t('fix.not')}</Notice>
          <Written cells={cells} />
        </>
      )}
      <Beside view={view} />
    </div>
  );
}

/** Our name of the field that a cell goes to, where that is not what the file calls it. */
function useOwnName(): (cell: OpenCell) => string | null {
  const t = useTranslations('imports.match.fields');
  return ({ name, field }) =>
    field !== '' && field !== name && t.has(field as 'title') ? t(field as 'title') : null;
}

function CellField({ cell, at }: { cell: OpenCell; at: number }) {
  const [t, moment, ownName] = [useTranslations('imports'), useMoment(), useOwnName()];
  const { column, name, text, reasons, fixed, others } = cell;
  const own = ownName(cell);
  if (text.length > mostFixed.characters)
    return (
      <p className="text-soft">
        <span className="font-medium">{name}</span>: {t('fix.tooLong')}
      </p>
    );
  const isLong = text.includes('\n') || text.length > 90;
  return (
    <div className="grid gap-2">
      <input type="hidden" name={`cells.${at}.column`} value={column} />
      <SeenText name={`cells.${at}.seen`} stored={text} />
      <Field
        name={`cells.${at}.value`}
        label={name}
        hint={
          reasons.length + (fixed ? 1 : 0) + (own ? 1 : 0) === 0 ? undefined : (
            <>
              {own !== null && <span className="block">{t('fix.field', { field: own })}</span>}
              {reasons.length > 0 && (
                <span className="block border-l-4 border-suspended pl-3">
                  <NoteWords reason={encodeNotes(reasons)} />
                </span>
              )}
              {fixed !== null && (
                <span className="block">
                  {t(fixed.before === '' ? 'fix.wasEmpty' : 'fix.was', {
                    before: fixed.before,
                    name: fixed.byName,
                    at: moment(fixed.at),
                  })}
                </span>
              )}
            </>
          )
        }
      >
        {isLong ? (
          <Textarea defaultValue={text} maxLength={mostFixed.characters} />
        ) : (
          <TextInput defaultValue={text} maxLength={mostFixed.characters} autoComplete="off" />
        )}
      </Field>
      {others > 0 && (
        <Checkbox
          name={`cells.${at}.everywhere`}
          label={t('fix.everywhere', { found: text, count: others })}
        />
      )}
    </div>
  );
}

/** The cells as they are, where nothing can be put right any more. */
function Written({ cells }: { cells: readonly OpenCell[] }) {
  const t = useTranslations('imports');
  return (
    <dl className="grid max-w-2xl gap-x-8 gap-y-2 sm:grid-cols-[12rem_minmax(0,1fr)]">
      {cells.map(({ column, name, text, reasons }) => (
        <div key={column} className="contents">
          <dt className="break-words text-soft">{name}</dt>
          <dd className="mb-2 break-words sm:mb-0">
            {text === '' ? <span className="text-faint">{t('match.empty')}</span> : text}{' '}
            {reasons.length > 0 && <NoteWords reason={encodeNotes(reasons)} />}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Beside({ view: { batch, beside } }: { view: RowView }) {
  const t = useTranslations('imports.fix');
  const here = `/registrar/imports/${batch.id}`;
  return (
    <p className="flex flex-wrap gap-x-6 gap-y-2">
      {beside.before !== null && (
        <TextLink href={`${here}/rows/${beside.before}`}>{t('before', { line: beside.before })}</TextLink>
      )}
      {beside.after !== null && (
        <TextLink href={`${here}/rows/${beside.after}`}>{t('after', { line: beside.after })}</TextLink>
      )}
      <TextLink href={here}>{t('back')}</TextLink>
    </p>
  );
}
