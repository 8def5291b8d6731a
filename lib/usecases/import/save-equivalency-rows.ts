import { createHash } from 'node:crypto';
import { knownDepartments } from '@/lib/db/imported-courses';
import { addingVersions, withdrawUnpublished } from '@/lib/db/added-rules';
import * as store from '@/lib/db/imported-rules';
import { sourceKeyOf } from '@/lib/import/decision-source';
import type { EquivalencyRow } from '@/lib/import/equivalency-row';
import {
  buildDefinition,
  grantOf,
  isNo,
  isSameDecision,
  type OwnCatalog,
  plainDenial,
  subjectOf,
  targetProblems,
} from '@/lib/import/equivalency-rule';
import { decisionNotes, grantedBy } from '@/lib/import/change-notes';
import { type Note, noteOf } from '@/lib/import/note';
import { foldCourseCode } from '@/lib/institution/course-code';
import { isInWork } from '@/lib/rule/lifecycle';
import type { RuleDefinition } from '@/lib/rule/rule-version';
import { idsOfSources, underWords } from './decision-sources';
import type { SaveRows, Verdict, ImportPass } from './import-pass';
import { importedBasis, type RowToPublish, whyNotPublished } from './why-not-published';
import record from '@/messages/en/record.json';

/** Code of the rule that stands for a decision: the same sources and conditions give the same code in every import. */
export function ruleCodeOf({ key }: { key: string }): string {
  return `IMP-${createHash('sha256').update(key).digest('hex').slice(0, 12).toUpperCase()}`;
}

/** Codes under which a decision may be known here: its own, the one that an earlier release gave it, and a spare one for a code that stands for another decision. */
function codesOf(row: EquivalencyRow): string[] {
  if (row.code !== null) return [row.code];
  return [row.key, row.formerKey, `${row.key}#another`].map((key) => ruleCodeOf({ key }));
}

/** A decision that is added, and what of it only this pass asks for. */
interface DecidedRow extends RowToPublish {
  /** Its place among the rows. */
  at: number;
  /** The version that nobody has published and that it takes the place of. */
  replaces: string | null;
}

export const saveEquivalencyRows: SaveRows<EquivalencyRow> = async (pass, given) => {
  const named = await underWords(pass, given);
  const rows = named.map(({ row }) => row);
  const { problems, own } = await problemsOf(pass, named);
  const sound = rows.filter((_, index) => problems[index]?.length === 0);
  const { ids, justNamed, refused: refusedEntries } = await idsOfSources(pass, sound);
  const codes = new Map(sound.map((row) => [row, codesOf(row)]));
  const known = await store.newestByCode(pass.tx, [...codes.values()].flat());
  const listed = [...ids.values()].filter((id) => !justNamed.has(id));
  const beside = besideOf(await store.rulesAbout(pass.tx, listed, pass.batch.id));

  await pass.writes.beside();
  const toAdd: DecidedRow[] = [];
  const verdicts = rows.map((row, index): Verdict => {
    const notes = problems[index] ?? [];
    if (notes.length > 0) return { outcome: 'rejected', notes };
    const sources = row.alternatives.flat().flatMap((source) => ids.get(sourceKeyOf(source)) ?? []);
    const build = (claimFrom: ImportPass['today'] | null) =>
      buildDefinition(row, (key) => ids.get(key) ?? key, own, claimFrom);
    const said = build(null);
    const again = row.code === null ? repeatOf(pass, row.label, said) : null;
    if (again) return again;
    const { code, before } = standingOf(row, codes.get(row) ?? [], known, said);
    const decided = verdictOn(row, before, build, pass);
    const asked = [...new Set(sources)].flatMap((id) => refusedEntries.get(id) ?? []);
    const verdict: Verdicted = { ...decided, notes: [...decided.notes, ...keptOf(row, before), ...asked] };
    if (verdict.add) {
      const id = pass.newId();
      verdict.effect = { ruleVersionId: id };
      toAdd.push({
        ...verdict.add,
        id,
        code,
        at: index,
        title: row.label,
        department: row.department,
        ruleId: before?.ruleId ?? pass.newId(),
        isNewRule: before === undefined,
        version: (before?.lastVersion ?? 0) + 1,
        replaces: before?.status === 'approved' ? before.versionId : null,
        isCoded: row.code !== null,
      });
    }
    const others = before ? [] : beside(sources).filter((other) => other !== code);
    return others.length === 0
      ? verdict
      : { ...verdict, notes: [...verdict.notes, noteOf('rule/beside', { codes: others.join(', ') })] };
  });
  const refused = await whyNotPublished(pass, toAdd, justNamed);
  for (const { at, id } of toAdd) {
    const notes = refused.get(id);
    if (notes) verdicts[at] = { outcome: 'rejected', notes };
  }
  if (pass.isApplying) {
    await pass.writes.beside();
    const taken = toAdd.filter(({ id }) => !refused.has(id));
    const toWithdraw = taken.flatMap(({ replaces }) => replaces ?? []);
    const act = { batchId: pass.batch.id, authorId: pass.actor.personId, at: pass.at };
    if (toWithdraw.length > 0) {
      await pass.writes.settle();
      await withdrawUnpublished(pass.tx, toWithdraw, {
        ...act,
        reason: record.reason.replacedBeforePublication,
      });
    }
    const reason = record.reason.takenOver.replace('{source}', () => pass.source).slice(0, 500);
    pass.writes.add(addingVersions(pass.tx, taken, importedBasis, { ...act, reason }));
  }
  return verdicts;
};

/** The verdict on a row that is about the same as an earlier one of the file, written in another way; null where none is. */
function repeatOf({ decided }: ImportPass, label: string, says: RuleDefinition): Verdict | null {
  const [subject, grant] = [shortOf(subjectOf(says)), shortOf(grantOf(says))];
  const earlier = decided.get(subject);
  if (!earlier) {
    decided.set(subject, { label, grant });
    return null;
  }
  return earlier.grant === grant
    ? { outcome: 'unchanged', notes: [noteOf('rule/repeats', { label: earlier.label })] }
    : { outcome: 'rejected', notes: [noteOf('rule/contradicts', { label: earlier.label })] };
}

// Decisions of a large file are remembered by a few bytes each.
function shortOf(text: string): string {
  return createHash('sha256').update(text).digest('base64').slice(0, 22);
}

/** The rule that stands for a decision already, if any: the newest import under one of its codes that is about the same. */
function standingOf(
  row: EquivalencyRow,
  codes: readonly string[],
  known: ReadonlyMap<string, store.KnownRule>,
  definition: RuleDefinition,
): { code: string; before: store.KnownRule | undefined } {
  if (row.code !== null) return { code: row.code, before: known.get(row.code) };
  for (const code of codes) {
    const before = known.get(code);
    if (before && subjectOf(before.imported ?? before.definition) === subjectOf(definition))
      return { code, before };
  }
  const [own = '', , spare = ''] = codes;
  return { code: known.has(own) ? spare : own, before: undefined };
}

/** Which rules are about exactly these micro-credentials, for a decision that is new beside them. */
function besideOf(
  rules: readonly { code: string; sources: string[] }[],
): (microCredentialIds: readonly string[]) => string[] {
  const nameOf = (ids: readonly string[]) => [...new Set(ids)].sort().join(' ');
  const codes = new Map<string, Set<string>>();
  for (const { code, sources } of rules)
    codes.set(nameOf(sources), (codes.get(nameOf(sources)) ?? new Set()).add(code));
  return (ids) => [...(codes.get(nameOf(ids)) ?? [])].slice(0, 5);
}

/** What a decision that is new here becomes, for whoever looks before it is imported. */
function becomesOf(definition: RuleDefinition): Note {
  return definition.deny === true
    ? noteOf('rule/says-no')
    : noteOf('rule/grants', { granted: grantedBy(definition) });
}

/** What a row says of a mapping that is here already, and an import leaves as it is. */
function keptOf({ title, department }: EquivalencyRow, before: store.KnownRule | undefined): Note[] {
  if (!before) return [];
  return [
    ...(title === null || title === before.title ? [] : [noteOf('rule/title-kept', { title: before.title })]),
    ...(department === null || department === before.department
      ? []
      : [noteOf('rule/department-kept', { code: before.department ?? '' })]),
  ];
}

type Verdicted = Verdict & { add?: { definition: RuleDefinition; publicNote: string; internalNote: string } };

function verdictOn(
  row: EquivalencyRow,
  before: store.KnownRule | undefined,
  build: (claimFrom: ImportPass['today'] | null) => RuleDefinition,
  pass: ImportPass,
): Verdicted {
  const isDenial = isNo(row);
  const internalNote = row.internalNote ?? '';
  if (!before || before.isUndone)
    return {
      outcome: 'new',
      notes: [becomesOf(build(null))],
      add: {
        definition: build(null),
        publicNote: row.publicNote ?? (isDenial ? plainDenial : ''),
        internalNote,
      },
    };
  const sameKind = (before.definition.deny ?? false) === isDenial;
  const publicNote = row.publicNote ?? (sameKind ? before.publicNote : isDenial ? plainDenial : '');
  const isSame = isSameDecision(build(null), before.definition) && publicNote === before.publicNote;
  const changes = isSame ? [] : decisionNotes(before, { definition: build(null), publicNote });
  if (!isInWork(before.status)) {
    if (isSame)
      return {
        outcome: 'unchanged',
        notes: before.status === 'published' ? [] : [noteOf(`rule/stays-${before.status}`)],
      };
    // The earlier version ends the day before; what was claimed until then keeps its decision.
    return {
      outcome: 'changed',
      notes: changes,
      add: { definition: build(pass.today), publicNote, internalNote },
    };
  }
  if (before.status !== 'approved')
    return isSame
      ? { outcome: 'unchanged', notes: [] }
      : { outcome: 'rejected', notes: [noteOf('rule/under-review')] };
  if (isSame) return { outcome: 'unchanged', notes: [noteOf('rule/waits-for-publication')] };
  if (before.origin !== 'import') return { outcome: 'rejected', notes: [noteOf('rule/under-review')] };
  return {
    outcome: 'changed',
    notes: [noteOf('rule/replaces-unpublished'), ...changes],
    add: { definition: build(before.lastVersion > 1 ? pass.today : null), publicNote, internalNote },
  };
}

function programsNamed({ programs, definition }: EquivalencyRow): string[] {
  return (programs ?? definition?.programs ?? []).filter((code) => code !== '*');
}

async function problemsOf(
  pass: ImportPass,
  named: readonly { row: EquivalencyRow; notes: Note[] }[],
): Promise<{ problems: Note[][]; own: OwnCatalog }> {
  const { tx } = pass;
  const rows = named.map(({ row }) => row);
  const courses = await coursesNamed(pass, codesIn(rows));
  const programs = await store.programCodes(tx, [...new Set(rows.flatMap(programsNamed))]);
  const departments = await knownDepartments(
    tx,
    rows.flatMap(({ department }) => department ?? []),
  );
  const problems = named.map(({ row, notes }) => [
    ...notes,
    ...targetProblems(row.targets, courses),
    ...(row.department === null || departments.has(row.department)
      ? []
      : [noteOf('department/unknown', { code: row.department })]),
    ...programsNamed(row)
      .filter((code) => !programs.has(foldCourseCode(code)))
      .map((code) => noteOf('programs/unknown', { code })),
  ]);
  return { problems, own: { courses, programs } };
}

/** Courses by their folded code. A file that gives decisions changes none, so each is asked for once. */
async function coursesNamed(
  { tx, today, courses }: ImportPass,
  codes: readonly string[],
): Promise<Map<string, store.KnownTarget>> {
  const unasked = codes.filter((code) => !courses.has(foldCourseCode(code)));
  const found = await store.coursesByCode(tx, unasked, today);
  for (const code of unasked.map(foldCourseCode)) courses.set(code, found.get(code) ?? null);
  return new Map(
    [...courses].flatMap(([code, course]) => (course === null ? [] : [[code, course] as const])),
  );
}

function codesIn(rows: readonly EquivalencyRow[]): string[] {
  return [...new Set(rows.flatMap((row) => row.targets.map(({ code }) => code)))];
}
