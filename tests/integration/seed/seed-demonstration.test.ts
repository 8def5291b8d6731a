import { beforeAll, describe, expect, test } from 'vitest';
import { Role } from '@/lib/access/actor';
import { HomeUnit } from '@/lib/amount/unit';
import { CreditPolicy, Limit } from '@/lib/credit/input';
import { ReviewPolicy } from '@/lib/institution/policy-version';
import { parseCivilDate } from '@/lib/kernel/civil-date';
import { StageConfig } from '@/lib/review/stage-config';
import { RuleBasis, RuleDefinition, RuleStatus } from '@/lib/rule/rule-version';
import { seedDemonstration, type Seeded } from '@/prisma/seed';
import { toUrl } from '@/scripts/database/connection';
import { appConnection, ownerConnection, publicConnection, queryAsSuperuser } from '@/tests/support/db';

const today = parseCivilDate('2026-11-25');
const urls = { owner: ownerConnection, app: toUrl(appConnection), public: toUrl(publicConnection) };
let seeded: Seeded;
let took = 0;

const distinct = async (sql: string) => (await queryAsSuperuser<{ value: string }>(sql)).map(({ value }) => value);
const count = async (sql: string) => Number((await queryAsSuperuser<{ n: string }>(`SELECT count(*) AS n FROM ${sql}`))[0]?.n);

beforeAll(async () => {
  const start = performance.now();
  seeded = await seedDemonstration(urls, today);
  took = performance.now() - start;
  console.info(`seeded in ${Math.round(took)} ms`);
}, 120_000);

describe('first start', () => {
  test('loads within a few seconds', () => {
    expect(seeded.seeded).toBe(true);
    expect(took).toBeLessThan(60_000);
  });
});
