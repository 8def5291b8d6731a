import { HomeUnit, Unit } from '@/lib/amount/unit';
import { CourseKind } from '@/lib/institution/course-kind';
import { StatedUnit } from '@/lib/micro-credential/listing-content';
import type { ImportKind } from './kind';

/** A row that says this of itself is passed over: it is neither taken nor rejected. */
export const leaveOut = 'leave_out';
/** What a decision may have been: credit as the row says, decided that there is none, or nothing that was decided. */
const decisions = ['credit', 'none', leaveOut] as const;

const microCredentialKinds = ['certificate', 'course', 'exam', 'external_course'] as const;
const yesOrNo = ['yes', 'no'] as const;

/** What cells of a coded column can mean; a column that is not here is not coded. @source the parsers of rows beside this file */
export const choicesOf: Record<ImportKind, Readonly<Record<string, readonly string[]>>> = {
  micro_credentials: {
    kind: microCredentialKinds,
    status: ['active', 'withdrawn'],
    credit_unit: StatedUnit.options,
  },
  courses: { kind: CourseKind.options, status: ['active', 'inactive'], credit_unit: HomeUnit.options },
  programs: { status: ['active', 'inactive'], credit_unit: HomeUnit.options },
  recommendations: {
    kind: microCredentialKinds,
    unit: Unit.options,
    is_maximum: yesOrNo,
    confidence: ['confirmed', 'high', 'medium', 'low'],
  },
  equivalencies: { decision: decisions, credit_unit: HomeUnit.options },
};

/** What files say for each meaning, in English, German, French, Spanish and Polish, in lower case without marks. */
const meanings: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  decision: {
    credit:
      'approved, approve, accepted, granted, yes, y, x, full, equivalent, direct, direct equivalent, elective, partial, partially, articulated, transferable, partially approved, partially accepted, partially recognized, recognized, recognised, anerkannt, ja, j, teilweise, teilweise anerkannt, teilw anerkannt, teilanerkannt, tw, teilanerkennung, angerechnet, genehmigt, stattgegeben, accepte, acceptee, reconnu, oui, partiel, partiellement reconnu, reconnu partiellement, valide, aprobado, aprobada, si, reconocido, aceptado, parcial, parcialmente reconocido, reconocido parcialmente, uznano, uznany, uznane, tak, zaakceptowano, czesciowo, czesciowo uznano, uznano czesciowo',
    none: 'denied, deny, rejected, refused, no, n, no credit, none, not equivalent, non transferable, not accepted, declined, abgelehnt, nein, nicht anerkannt, keine anerkennung, versagt, refuse, refusee, non, non reconnu, rejete, denegado, denegada, no reconocido, rechazado, nie, odmowa, nie uznano, odrzucono, nieuznany',
    [leaveOut]:
      'pending, open, in review, under review, draft, tbd, withdrawn, offen, in bearbeitung, in prufung, ausstehend, zuruckgezogen, en attente, en cours, a l etude, pendiente, en tramite, en revision, w toku, oczekuje, wycofano',
  },
  status: {
    active:
      'active, a, yes, current, open, aktiv, ja, actif, active, oui, activo, activa, vigente, si, aktywny, aktywna, tak, w ofercie',
    inactive:
      'inactive, i, no, closed, retired, inaktiv, nein, eingestellt, inactif, non, ferme, inactivo, inactiva, no, nieaktywny, nie, wycofany',
    withdrawn:
      'withdrawn, inactive, retired, closed, discontinued, zuruckgezogen, eingestellt, inaktiv, retire, supprime, retirado, inactivo, wycofany, nieaktywny',
  },
  kind: {
    certificate:
      'certificate, certification, badge, credential, micro credential, microcredential, zertifikat, certificat, certificado, certyfikat',
    course:
      'course, module, class, mooc, kurs, modul, lehrveranstaltung, cours, curso, asignatura, przedmiot',
    exam: 'exam, test, examination, prufung, examen, examen final, egzamin',
    external_course:
      'external course, transfer course, externer kurs, fremdmodul, cours externe, curso externo, przedmiot zewnetrzny',
    elective:
      'elective, general elective, bucket, wahlbereich, wahlfach, wahlpflicht, optionnel, option, optativa, electiva, obieralny, do wyboru',
  },
  unit: {
    // Neither "credit hours", which may be of a semester or of a quarter, nor "CP", which are other points in Australia.
    ECTS: 'ects, ects credits, ects credit, ects points, ects credit points, ects cp, european credits, lp, ects lp, leistungspunkte, leistungspunkt, ects punkte, ects punkt, ects kreditpunkte, ects leistungspunkte, credits ects, credit ects, points ects, credits europeens, creditos ects, credito ects, creditos europeos, punkty ects, punkt ects, punktow ects, pkt ects, ects pkt',
    US_SEM:
      'us sem, us semester, us semester hours, semester hours, semester hour, semester credit hours, semester credit hour, semester credits, semester units, sch, semester, sem, heures semestrielles, credits semestriels, horas semestrales, creditos semestrales, horas semestre, godziny semestralne',
    US_QTR:
      'us qtr, us quarter, us quarter hours, quarter hours, quarter hour, quarter credit hours, quarter credit hour, quarter credits, quarter units, quarter, qtr, quartalsstunden, heures trimestrielles, credits trimestriels, horas trimestrales, creditos trimestrales, godziny kwartalne',
    UK_CATS:
      'uk cats, cats, cats points, cats credits, cats punkte, points cats, puntos cats, punkty cats, uk credits, uk credit, britische credits, credits britanniques, creditos britanicos',
    NZ_CREDIT: 'nz credit, nz credits, nzqa credits, new zealand credits',
    AU_CP: 'au cp, credit points au, au credit points, australian credit points',
    HOURS: 'hours, stunden, heures, horas, godziny',
    CLOCK_HOURS: 'clock hours, contact hours',
    CEU: 'ceu, ceus, continuing education units',
  },
  is_maximum: {
    yes: 'yes, y, true, up to, maximum, max, ja, bis zu, oui, jusqu a, si, hasta, tak, do',
    no: 'no, n, false, exactly, nein, non, nie',
  },
  confidence: {
    confirmed: 'confirmed, bestatigt, confirme, confirmado, potwierdzone',
    high: 'high, hoch, eleve, alto, wysoki',
    medium: 'medium, mittel, moyen, medio, sredni',
    low: 'low, niedrig, gering, faible, bajo, niski',
  },
};

const meaningOf = new Map(
  Object.entries(meanings).map(([column, words]) => [
    column,
    Object.entries(words).map(([meant, said]) => [meant, new Set(said.split(', '))] as const),
  ]),
);

const unitsByName = new Map<string, ReadonlySet<string>>(meaningOf.get('unit'));

/** A cell as cells are compared: in lower case, without marks, with one blank between words. */
export function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/ł/g, 'l')
    .replace(/ß/g, 'ss')
    .replace(/[^\p{L}\p{N}+]+/gu, ' ')
    .trim();
}

/** What a cell of a coded column says, where that is known; null where a person has to say it. */
export function meantBy(kind: ImportKind, column: string, cell: string): string | null {
  const choices = choicesOf[kind][column];
  if (choices === undefined) return null;
  const said = folded(cell);
  return (
    choices.find((choice) => folded(choice) === said) ??
    meaningOf
      .get(column === 'credit_unit' ? 'unit' : column)
      ?.find(([meant, words]) => choices.includes(meant) && words.has(said))?.[0] ??
    null
  );
}

/** The names of a unit of credit, in lower case without marks. */
export function unitWords(unit: Unit): ReadonlySet<string> {
  return unitsByName.get(unit) ?? new Set();
}

/** The unit that a cell names, by its own word or a usual one. */
export function unitMeant(cell: string): Unit | null {
  const said = folded(cell);
  return Unit.options.find((unit) => folded(unit) === said || unitWords(unit).has(said)) ?? null;
}

/** Words that stand where a course would, and say that there is no credit. */
const noCourse = new Set(
  'none, no credit, not accepted, no equivalent, denied, kein, keine, keine anrechnung, nicht anerkannt, aucun, aucune, ninguno, ninguna, sin equivalencia, brak, nie uznano, 0'.split(
    ', ',
  ),
);

/** Whether a cell that names what is granted says that nothing is. */
export function saysNoCourse(cell: string): boolean {
  return noCourse.has(folded(cell));
}
