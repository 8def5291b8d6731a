import { folded } from './value-words';

/** In a file of decisions: whether a column is about what was learned elsewhere, or about what is granted here. */
export type Side = 'elsewhere' | 'here';

/** Words of headers, in English, German, French, Spanish and Polish, in lower case without marks. */
const words: Readonly<Record<Side, ReadonlySet<string>>> = {
  here: said(
    'awarded granted recognized recognised accepted approved credited receiving home internal our local here equivalent',
    'anerkannt anerkannte anerkannter anerkanntes anerkennung angerechnet angerechnete anrechnung hier eigen eigene eigener eigenes intern zielmodul',
    'reconnu reconnue reconnus reconnaissance accorde accordes valide valides interne ici equivalent equivalence',
    'reconocido reconocidos reconocida reconocimiento concedidos otorgados aqui propia propio equivalente',
    'uznane uznany uznano uznanie przyznane zaliczone wlasny odpowiednik tutaj',
  ),
  elsewhere: said(
    'sending transfer external foreign origin taken incoming elsewhere abroad',
    'herkunft herkunftshochschule herkunftsmodul extern externe externer externes fremd fremde fremdes fremdmodul auswartig auswartiges abgebende erbracht erbrachte ausland',
    'origine externe exterieur suivi etranger',
    'origen externo externa cursada cursado extranjero',
    'zewnetrzny zewnetrzna zewnetrzne obcy obca zrealizowany zrealizowane',
  ),
};

function said(...languages: readonly string[]): ReadonlySet<string> {
  return new Set(languages.flatMap((language) => language.split(' ')));
}

/** On which side a column is, by its own name or else by the name that stands above it and its neighbours; null where neither says. */
export function sideOf(name: string, group: string): Side | null {
  for (const text of [name, group]) {
    const parts = folded(text).split(' ');
    const sides = (['here', 'elsewhere'] as const).filter((side) =>
      parts.some((part) => words[side].has(part)),
    );
    if (sides.length === 1) return sides[0] ?? null;
  }
  return null;
}

/** What fields of a decision are about; a field that is not here is about both, or neither. */
const sideOfField: Readonly<Record<string, Side>> = {
  institution: 'elsewhere',
  courses: 'elsewhere',
  titles: 'elsewhere',
  targets: 'here',
  credits: 'here',
};

/** Whether a column of this side can be that field: it speaks for it, against it, or says nothing. */
export function speaksOfSide(field: string, side: Side | null): 'for' | 'against' | null {
  const needed = sideOfField[field];
  if (needed === undefined || side === null) return null;
  return needed === side ? 'for' : 'against';
}

/**
 * The names above a header that stand for several columns each, such as "Herkunft | | | Anerkennung": each goes on until the next one. A
 * line with one name is a title and says nothing.
 */
export function groupsAbove(line: readonly string[] | undefined, width: number): string[] {
  const cells = line ?? [];
  if (cells.filter((cell) => cell.trim() !== '').length < 2) return Array.from({ length: width }, () => '');
  let group = '';
  return Array.from({ length: width }, (_, at) => (group = cells[at]?.trim() || group));
}
