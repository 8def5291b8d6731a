/** NoteWords: the notes stored with a row, in plain words. CountedWords: one note that stands for many rows. Props: reason (as encodeNotes writes it). */
import { useTranslations } from 'next-intl';
import { useLevelWords } from '@/components/credit/level-words';
import { useFindingValues } from '@/components/rule/finding-values';
import { useDay } from '@/components/ui/day';
import { Unit } from '@/lib/amount/unit';
import { noCredit } from '@/lib/import/change-notes';
import { type Note, parseNotes, wordsOf } from '@/lib/import/note';

/** A note as a sentence. */
function useNoteWords(): (note: Note) => string {
  const t = useTranslations('imports.notes');
  const cell = useCellWords();
  // Codes come from many places; one without words of its own is shown as it is rather than hidden.
  const has = t.has as (key: string) => boolean;
  const unit = useUnitName();
  const day = useDay();
  const say = t as unknown as (key: string, values: object) => string;
  const finding = useTranslations('registrar.finding') as unknown as typeof say;
  const findingValues = useFindingValues();
  return ({ code, values }) => {
    const { namespace, key } = wordsOf(code);
    if (namespace === 'registrar.finding') return finding(key, findingValues(values));
    if (code === 'change/cell') return cell(values);
    if (code === 'version/otherwise-from')
      return t('version-otherwise-from', { day: day(values['day'] ?? '') });
    if (code === 'unit/other' || code === 'unit/file-other')
      return t(code === 'unit/other' ? 'unit-other' : 'unit-file-other', {
        unit: unit(values['unit']),
        home: unit(values['home']),
      });
    return has(key) ? say(key, values) : code;
  };
}

/** A unit as people call it. */
function useUnitName(): (unit: string | undefined) => string {
  const t = useTranslations('imports.match.choices');
  return (unit) => {
    const known = Unit.safeParse(unit).data;
    return known ? t(known) : (unit ?? '');
  };
}

/** What one cell of a changed row says now, and said before. */
function useCellWords(): (values: Note['values']) => string {
  const [t, note] = [useTranslations('imports.change'), useTranslations('imports.notes')];
  const units = useTranslations('credit.unit');
  const [day, level] = [useDay(), useLevelWords()];
  return ({ field = '', before = '', after = '' }) => {
    const name = t.has(`field.${field as 'title'}`) ? t(`field.${field as 'title'}`) : field;
    const shown = (value: string) => {
      if (value === '') return t('nothing');
      if (field === 'granted' && value === noCredit) return t('noCredit');
      if (field === 'level' || field === 'levels') return value.split('; ').map(level).join('; ');
      if (/^\d{4}-\d\d-\d\d$/.test(value)) return day(value);
      const unit = field === 'unit' ? Unit.safeParse(value).data : undefined;
      return unit ? units(unit, { count: 2 }) : value;
    };
    // What is stored as a structure would be read by nobody.
    const isStructure = /^[[{]/.test(before) || /^[[{]/.test(after);
    return isStructure
      ? t('others', { field: name })
      : note('change-cell', { field: name, before: shown(before), after: withoutStop(shown(after)) });
  };
}

/** The sentence has a full stop of its own. */
function withoutStop(text: string): string {
  return /[^.]\.$/.test(text) ? text.slice(0, -1) : text;
}

export function NoteWords({ reason }: { reason: string }) {
  const say = useNoteWords();
  return <span className="text-soft">{parseNotes(reason).map(say).join(' ')}</span>;
}

export function CountedWords({ reason }: { reason: string }) {
  const t = useTranslations('imports.counted');
  const say = useNoteWords();
  const has = t.has as (key: string) => boolean;
  const words = t as unknown as (key: string, values: object) => string;
  const sentences = parseNotes(reason).map((note) => {
    const key = note.code.replaceAll('/', '-');
    return has(key) ? words(key, note.values) : t('example', { sentence: say(note) });
  });
  return <span className="text-soft">{sentences.join(' ')}</span>;
}
