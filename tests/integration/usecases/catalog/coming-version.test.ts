import { beforeAll, expect, test } from 'vitest';
import { everything } from '@/lib/catalog/search-query';
import { addDays, type CivilDate, parseCivilDate } from '@/lib/kernel/civil-date';
import { searchCatalog } from '@/lib/usecases/catalog/search-catalog';
import { viewMicroCredential } from '@/lib/usecases/catalog/view-micro-credential';
import { KeptCatalog } from '@/lib/usecases/kept-catalog';
import { aMicroCredential, anInstitution } from '@/tests/support/builders/catalog';
import { ctxOf } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';

let steward: string;
let today: CivilDate;
const hours = { now: '10', coming: '25' };

beforeAll(async () => {
  steward = await anInstitution('lister');
  const [row] = await queryAsSuperuser<{ day: string }>(
    `SELECT (now() AT TIME ZONE 'Europe/Berlin')::date::text AS day`,
  );
  today = parseCivilDate(row?.day ?? '');
});

async function anEntry(title: string, first: CivilDate | null) {
  const { id, slug } = await aMicroCredential(steward, { title, hours: hours.now, eqf: [4, 4] });
  await queryAsSuperuser(
    'UPDATE micro_credential_version SET valid_from = $2 WHERE micro_credential_id = $1',
    [id, first],
  );
  return { id, slug };
}

async function follows(id: string, label: string, first: CivilDate): Promise<void> {
  await queryAsSuperuser(
    `INSERT INTO micro_credential_version (steward_tenant_id, micro_credential_id, label, valid_from, workload_hours, eqf_min, eqf_max) VALUES ($1, $2, $3, $4, $5, 6, 6)`,
    [steward, id, label, first, hours.coming],
  );
}

test.each([
  ['that says when it began', -400],
  ['that does not say when it began', null],
])(
  'beside a version %s, one that begins tomorrow is announced and shown nowhere before its day',
  async (_, began) => {
    const title = `Coming ${began ?? 'undated'}`;
    const { id, slug } = await anEntry(title, began === null ? null : addDays(today, began));
    await follows(id, '2', addDays(today, 1));
    const { entry } = await viewMicroCredential(ctxOf(undefined, { day: today }), {
      slug,
      asOf: null,
      unit: null,
    });
    expect(entry.version?.workloadHours).toBe(hours.now);
    expect(entry.coming).toEqual({ label: '2', validFrom: addDays(today, 1) });

    const ctx = ctxOf(undefined, { day: today });
    // One catalog that stands while the day turns, as in a server that runs.
    const catalog = new KeptCatalog(ctx.database, {
      every: 0,
      patience: Infinity,
      failed: (error) => {
        throw error;
      },
    });
    const shown = async (day: CivilDate, minHours: number | null = null) => {
      const { results } = await searchCatalog(
        { ...ctxOf(undefined, { day }), catalog },
        { ...everything, words: title, minHours },
      );
      return results.filter((one) => one.id === id).map(({ workloadHours }) => workloadHours);
    };
    expect(await shown(today)).toEqual([hours.now]);
    expect(await shown(today, 20)).toEqual([]);
    expect(await shown(addDays(today, 1))).toEqual([hours.coming]);
    expect(await shown(addDays(today, 1), 20)).toEqual([hours.coming]);
  },
);

test('where no version has begun, the one that begins next is shown, with its day', async () => {
  const { id, slug } = await anEntry('Not begun', addDays(today, 30));
  await follows(id, '2', addDays(today, 60));
  const { entry } = await viewMicroCredential(ctxOf(undefined, { day: today }), {
    slug,
    asOf: null,
    unit: null,
  });
  expect([entry.version?.label, entry.version?.workloadHours]).toEqual(['1', hours.now]);
  expect(entry.coming).toEqual({ label: '1', validFrom: addDays(today, 30) });
});
