import { createHash } from 'node:crypto';
import * as micro from '@/lib/db/imported-micro-credentials';
import * as advice from '@/lib/db/imported-recommendations';
import { listResting } from '@/lib/db/change-notices';
import type { MicroCredentialRow } from '@/lib/import/micro-credential-row';
import { cellsIn, changeNotes } from '@/lib/import/change-notes';
import { type Note, noteOf } from '@/lib/import/note';
import type { RecommendationRow } from '@/lib/import/recommendation-row';
import { refuse } from '@/lib/kernel/refusal';
import { microCredentialIdsIn } from '@/lib/rule/rule-version';
import { type ImportPass, type SaveRows, sharedVerdict, type Verdict, withOutcome } from './import-pass';

export const saveMicroCredentialRows: SaveRows<MicroCredentialRow> = async (
  { tx, isApplying, source, today },
  rows,
) => {
  const standings = inOrder(await micro.standingsOf(tx, rows, today));
  const verdicts = await countTouched(
    tx,
    today,
    standings.map(({ id, isDatedChange }) => (isDatedChange ? id : null)),
    await askAboutSimilar(tx, rows, standings.map(sharedVerdict)),
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
    const taken = new Set<string>();
    const fresh = rows.flatMap((row, index) =>
      verdicts[index]?.outcome === 'new'
        ? [{ ...row, slug: freeSlug(row, standings[index]?.slugTaken === true, taken) }]
        : [],
    );
    if (fresh.length > 0 && (await micro.add(tx, fresh, { source, today })) < fresh.length)
      refuse('conflict', 'import/changed-meanwhile');
    const changed = withOutcome(rows, verdicts, 'changed');
    if (changed.length > 0) await micro.change(tx, changed, today);
  }
  return verdicts;
};

/** Comparing every new title with all of its provider takes time, and a file of many new ones is no correction of a few. */
const mostCompared = 200;

/** Asks about new entries whose title is like one that the same provider has: a mistyped title would make a second entry. */
async function askAboutSimilar(
  tx: ImportPass['tx'],
  rows: readonly MicroCredentialRow[],
  verdicts: readonly Verdict[],
): Promise<Verdict[]> {
  const fresh = [...rows.keys()].filter((index) => verdicts[index]?.outcome === 'new');
  if (fresh.length > mostCompared) return [...verdicts];
  const similar = await micro.similarTitles(
    tx,
    fresh.flatMap((index) => rows[index] ?? []),
  );
  return verdicts.map((verdict, index) => {
    const title = similar.get(fresh.indexOf(index));
    return title === undefined
      ? verdict
      : { ...verdict, notes: [...verdict.notes, noteOf('micro-credential/similar', { title })] };
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
  rows,
) => {
  const standings = inOrder(await advice.standingsOf(tx, rows));
  const verdicts = await countTouched(
    tx,
    today,
    standings.map(({ id, isDatedChange, microCredentialId }) =>
      id === null || isDatedChange ? microCredentialId : null,
    ),
    standings.map((standing) =>
      standing.isListed
        ? sharedVerdict(standing)
        : { outcome: 'rejected' as const, notes: [noteOf('recommendation/not-listed')] },
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
