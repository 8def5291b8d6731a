import { createHash } from 'node:crypto';
import { addingEntries, addParts } from '@/lib/db/added-micro-credentials';
import * as micro from '@/lib/db/imported-micro-credentials';
import * as advice from '@/lib/db/recommendations';
import type { Write } from '@/lib/db/write';
import { findLikenesses } from '@/lib/db/entry-likenesses';
import { listResting } from '@/lib/db/change-notices';
import type { MicroCredentialRow } from '@/lib/import/micro-credential-row';
import { nameKeyOf } from '@/lib/import/certificate-name';
import { cellsIn, changeNotes } from '@/lib/import/change-notes';
import { type Note, noteOf } from '@/lib/import/note';
import { recommendationKey } from '@/lib/import/recommendation-facts';
import type { RecommendationRow } from '@/lib/import/recommendation-row';
import { portionsOf } from '@/lib/kernel/portions-of';
import { refuse } from '@/lib/kernel/refusal';
import { microCredentialIdsIn } from '@/lib/rule/rule-version';
import { askAboutNames } from './near-names';
import { type RowWithParts, withParts } from './entry-parts';
import { type ImportPass, type SaveRows, sharedVerdict, type Verdict, withOutcome } from './import-pass';
import { resolveNames } from './resolve-names';

export const saveMicroCredentialRows: SaveRows<MicroCredentialRow> = async (pass, given) => {
  const { tx, isApplying, today, fresh } = pass;
  const { rows, problems } = await withParts(pass, given);
  const standings = await micro.standingsOf(tx, rows, today);
  await pass.writes.beside();
  const added: RowWithParts[] = [];
  const first = rows.map((row, index): Verdict => {
    const standing = standings[index];
    if (standing === undefined) throw new Error('A row of the import was left without a standing.');
    const isNew = standing.id === null || fresh.has(row.key);
    const notes = problems[index] ?? [];
    if (isNew && notes.length > 0) return { outcome: 'rejected', notes };
    if (!isNew)
      return standing.isOurs && standing.partsDiffer
        ? withNote(sharedVerdict(standing), noteOf('components/kept'))
        : sharedVerdict(standing);
    if (!fresh.has(row.key)) added.push(row);
    fresh.add(row.key);
    return { outcome: 'new', notes: [] };
  });
  const verdicts = await countTouched(
    tx,
    today,
    standings.map(({ id, isDatedChange }) => (isDatedChange ? id : null)),
    await askAboutNames(pass, added, rows, await askAboutSimilar(pass, added, rows, first)),
  ).then((found) =>
    withChanges(found, (index) => {
      const [row, standing] = [rows[index], standings[index]];
      return [
        ...(standing?.stored ? changeNotes(standing.stored, cellsIn(row, standing.stored)) : []),
        ...(standing?.storedVersion
          ? changeNotes(standing.storedVersion, cellsIn(row?.version, standing.storedVersion))
          : []),
      ];
    }),
  );
  if (isApplying) {
    const isTaken = new Set(
      rows.flatMap(({ slug }, index) => (standings[index]?.slugTaken === true ? [slug] : [])),
    );
    pass.writes.add(addingAll(pass, added, isTaken));
    const isAdded = new Set<MicroCredentialRow>(added);
    const changed = withOutcome(rows, verdicts, 'changed');
    if (changed.length > 0) await micro.change(tx, changed);
    // Rows further down about other versions of what is new as well.
    const others = withOutcome(rows, verdicts, 'new', 'changed').filter((row) => !isAdded.has(row));
    const wholes = added.flatMap(({ key, parts }) => (parts === null ? [] : [{ key, parts }]));
    if (others.length + wholes.length > 0) await pass.writes.settle();
    await addParts(tx, wholes);
    await micro.saveVersions(tx, others, today);
  }
  return verdicts;
};

function addingAll(
  { tx, source, slugs, newId }: ImportPass,
  added: readonly RowWithParts[],
  isTaken: ReadonlySet<string>,
): Write[] {
  return addingEntries(
    tx,
    added.map((row) => ({
      id: newId(),
      row: { ...row, slug: freeSlug(row, isTaken.has(row.slug), slugs) },
      version: row.version && { id: newId(), cells: row.version },
    })),
    { source },
  );
}

function withNote(verdict: Verdict, note: Note): Verdict {
  return { ...verdict, notes: [...verdict.notes, note] };
}

/** A file of many new entries is no correction of a few; each is compared with the whole catalog. @units new entries of the file so far, rows of one statement */
const compared = { most: 200, atOnce: 20 };

/** Asks about new entries that may be one that is listed: a mistyped title would make a second entry. */
async function askAboutSimilar(
  { tx, fresh: soFar, writes }: ImportPass,
  fresh: readonly MicroCredentialRow[],
  rows: readonly MicroCredentialRow[],
  verdicts: readonly Verdict[],
): Promise<Verdict[]> {
  if (soFar.size > compared.most) return [...verdicts];
  // Those further up in the file are in the catalog by then.
  await writes.settle();
  const titles = new Map<MicroCredentialRow, string>();
  for (const some of portionsOf(fresh, compared.atOnce)) {
    const alike = await findLikenesses(
      tx,
      some.map((row) => ({ ...row, url: row.url ?? '' })),
    );
    for (const [place, [nearest]] of alike) {
      const row = some[place];
      if (row !== undefined && nearest !== undefined) titles.set(row, nearest.title);
    }
  }
  return verdicts.map((verdict, index) => {
    const row = rows[index];
    const title = row && titles.get(row);
    return title === undefined ? verdict : withNote(verdict, noteOf('micro-credential/similar', { title }));
  });
}

/** Says beside each row that changes what mappings of one's own institution rest on how many of them do. */
async function countTouched(
  tx: ImportPass['tx'],
  today: ImportPass['today'],
  changing: readonly (string | null)[],
  verdicts: readonly Verdict[],
): Promise<Verdict[]> {
  const changed = changing.map((id, index) => {
    const outcome = verdicts[index]?.outcome;
    return outcome === 'changed' || outcome === 'new' ? id : null;
  });
  const ids = [...new Set(changed.flatMap((id) => id ?? []))];
  const rules = await listResting(tx, 'micro_credential', ids, today);
  return verdicts.map((verdict, index) => {
    const id = changed[index];
    const count = rules.filter(
      ({ definition }) => id && microCredentialIdsIn(definition.premise).includes(id),
    ).length;
    return count === 0
      ? verdict
      : { ...verdict, notes: [...verdict.notes, noteOf('change/touches', { count })] };
  });
}

export const saveRecommendationRows: SaveRows<RecommendationRow> = async (
  { tx, isApplying, today },
  given,
) => {
  const { rows: named, notes: unlisted } = await aboutListed(tx, given);
  const before = await advice.keysFromBefore(tx, [
    ...new Set(named.map(({ microCredentialKey }) => microCredentialKey)),
  ]);
  const rows = named.map((row) => {
    const storedKey = before.get(row.key);
    return storedKey === undefined ? row : { ...row, storedKey };
  });
  const standings = inOrder(await advice.standingsOf(tx, rows));
  const verdicts = await countTouched(
    tx,
    today,
    standings.map(({ id, isDatedChange, microCredentialId }) =>
      id === null || isDatedChange ? microCredentialId : null,
    ),
    standings.map((standing, index) =>
      standing.isListed
        ? sharedVerdict(standing)
        : { outcome: 'rejected' as const, notes: unlisted[index] ?? [noteOf('recommendation/not-listed')] },
    ),
  ).then((found) =>
    withChanges(found, (index) => {
      const stored = standings[index]?.stored;
      return stored ? changeNotes(stored, cellsIn(rows[index], stored)) : [];
    }),
  );
  if (isApplying) {
    const fresh = withOutcome(rows, verdicts, 'new');
    if (fresh.length > 0 && (await advice.add(tx, fresh)) < fresh.length)
      refuse('conflict', 'import/changed-meanwhile');
    const changed = withOutcome(rows, verdicts, 'changed');
    if (changed.length > 0) await advice.change(tx, changed);
  }
  return verdicts;
};

/**
 * Rows about what the catalog has under another platform or kind, where title and provider name one entry alone; beside each, why it
 * cannot be told which is meant.
 */
async function aboutListed(
  tx: ImportPass['tx'],
  given: readonly RecommendationRow[],
): Promise<{ rows: RecommendationRow[]; notes: (Note[] | undefined)[] }> {
  const listed = await micro.idsByKey(tx, [...new Set(given.map((row) => row.microCredentialKey))]);
  const nameOf = ({ title, provider }: RecommendationRow) => ({ named: title, provider });
  const others = given.filter((row) => !listed.has(row.microCredentialKey));
  const meant = await resolveNames(tx, others.map(nameOf));
  const notes: (Note[] | undefined)[] = [];
  const rows = given.map((row, index) => {
    const found = listed.has(row.microCredentialKey) ? undefined : meant.get(nameKeyOf(nameOf(row)));
    if (found && 'entry' in found) {
      const microCredentialKey = found.entry.naturalKey;
      return { ...row, microCredentialKey, key: recommendationKey(microCredentialKey, row.recommender, row) };
    }
    if (found && found.notes.length > 1) notes[index] = found.notes;
    return row;
  });
  return { rows, notes };
}

/** Says beside each changed row what it says now, and said before; what is not among its cells is text about what is learned. */
function withChanges(verdicts: readonly Verdict[], notesOf: (index: number) => Note[]): Verdict[] {
  return verdicts.map((verdict, index) => {
    if (verdict.outcome !== 'changed') return verdict;
    const notes = notesOf(index);
    return {
      ...verdict,
      notes: [...verdict.notes, ...(notes.length === 0 ? [noteOf('change/outcomes')] : notes)],
    };
  });
}

/** The readable slug where it is free, else the same with some letters that only this entry has. */
export function freeSlug(
  { slug, key }: { slug: string; key: string },
  isTaken: boolean,
  taken: Set<string>,
): string {
  const own = createHash('sha256').update(key).digest('hex').slice(0, 8);
  const chosen = slug === '' ? `m-${own}` : isTaken || taken.has(slug) ? `${slug}-${own}` : slug;
  taken.add(chosen);
  return chosen;
}

function inOrder<Standing extends { index: number }>(standings: Standing[]): Standing[] {
  return standings.sort((a, b) => a.index - b.index);
}
