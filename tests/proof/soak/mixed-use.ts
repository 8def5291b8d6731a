import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { type Asked, ask } from '../overload/crowd';
import { Caller } from '../support/call';
import type { Demonstration } from '../support/demonstration';

/** How many of each were answered since somebody looked last, and how long each took. @units milliseconds */
export interface Answered {
  visitor: number[];
  staff: number[];
  write: number[];
}

export interface MixedUse {
  /** What was answered since the last time, in all kinds. */
  taken: () => Answered;
  counts: { visitor: number; staff: number; write: number; imports: number; signIns: number; failed: number };
  /** What was not answered as it should be, each with when: the first fifty. */
  failures: string[];
  stop: () => Promise<void>;
}

/** @units milliseconds between one act of somebody and the next */
const think = { visitor: 700, student: 1_500, staff: 2_000, write: 1_500, importer: 60_000, signIn: 20_000 };
const ofStaff: Readonly<Record<string, readonly string[]>> = {
  administrator: ['/administration', '/administration/people', '/administration/departments', '/audit'],
  registrar: ['/registrar', '/registrar/rules', '/registrar/imports', '/registrar/changes'],
  evaluator: ['/registrar', '/registrar/rules'],
  reviewer: ['/faculty/cases'],
};

/** Visitors read, students ask what they would earn, staff read and save, files come in, mail goes out: each at their own pace, until told to stop. */
export function mixedUse(product: Demonstration, port: number): MixedUse {
  const caller = new Caller(`http://127.0.0.1:${port}`);
  const taken: Answered = { visitor: [], staff: [], write: [] };
  const counts = { visitor: 0, staff: 0, write: 0, imports: 0, signIns: 0, failed: 0 };
  const failures: string[] = [];
  const leaving = new AbortController();
  let over = false;
  const startedAt = performance.now();
  const note = (what: string) => {
    if (over) return;
    counts.failed += 1;
    const second = Math.round((performance.now() - startedAt) / 1_000);
    if (failures.length < 50) failures.push(`${second} s  ${what}`);
  };
  const every = async (time: number, act: (n: number) => Promise<void>) => {
    for (let n = 0; !over; n += 1) {
      await act(n).catch((error: unknown) => note(String(error)));
      await pause(time * (0.5 + Math.random()), undefined, { signal: leaving.signal }).catch(() => undefined);
    }
  };
  const slugs = product.things['slug'] ?? [];
  const withRoles = (roles: readonly string[]) =>
    product.people.filter((one) => roles.some((role) => one.roles.includes(role)));
  const read = async (kind: 'visitor' | 'staff', path: string, by: { from?: string; cookie?: string }) => {
    const { status, isWhole, took }: Asked = await ask({ port }, path, by);
    if (status !== 200 || !isWhole)
      return note(`${path}: ${status === 0 ? 'nothing' : status} after ${Math.round(took)} ms`);
    counts[kind] += 1;
    taken[kind].push(took);
  };
  const write = async (act: () => Promise<unknown>) => {
    const startedAt = performance.now();
    await act();
    counts.write += 1;
    taken.write.push(performance.now() - startedAt);
  };
  const visits = (n: number, who: number) =>
    [
      `/catalog?q=${['data', 'engineering', 'introduction', 'health', 'law'][n % 5]}`,
      `/catalog/${slugs[(n * 7 + who) % Math.max(1, slugs.length - 4)]}`,
      '/institutions',
      `/api/v1/catalog?q=${['web', 'english', 'care'][n % 3]}&page=${1 + (n % 3)}`,
      '/',
    ][(n + who) % 5] ?? '/';

  const people = [
    ...[0, 1, 2, 3].map((who) =>
      every(think.visitor, (n) =>
        read('visitor', visits(n, who), { from: `10.${who}.${Math.floor(n / 200) % 250}.${n % 200}` }),
      ),
    ),
    ...[0, 1].map((who) =>
      every(think.student, (n) =>
        read(
          'visitor',
          `/estimate?mc1=${slugs[(n * 3 + who) % Math.max(1, slugs.length - 4)]}&institution=${slugs.at(-1 - (n % 4))}`,
          {
            from: `10.2${who}.${Math.floor(n / 200) % 250}.${n % 200}`,
          },
        ),
      ),
    ),
    ...Object.entries(ofStaff).flatMap(([role, pages]) =>
      withRoles([role])
        .slice(0, 2)
        .map(({ cookie }) =>
          every(think.staff, (n) => read('staff', pages[n % pages.length] ?? '/', { cookie })),
        ),
    ),
    // One of each institution: two who save the same thing would be in each other's way.
    ...withRoles(['administrator'])
      .filter(({ tenantId }, n, all) => all.findIndex((one) => one.tenantId === tenantId) === n)
      .slice(0, 2)
      .map(({ tenantId, cookie }) => every(think.write, () => write(() => rename(tenantId, cookie)))),
    ...withRoles(['registrar'])
      .slice(0, 1)
      .map(({ cookie }) =>
        every(think.importer, async (n) => {
          await write(() => handIn(cookie, n));
          counts.imports += 1;
        }),
      ),
    every(think.signIn, async (n) => {
      const { email } = product.people[n % product.people.length] ?? { email: '' };
      await write(() => caller.act('requestSignInLinkAction', null, { email }));
      counts.signIns += 1;
    }),
  ];

  /** Saves something that makes no list longer. */
  async function rename(tenantId: string, cookie: string): Promise<void> {
    const { rows } = await product.admin.query<{ id: string; code: string; row_version: number }>(
      'select id, code, row_version from department where tenant_id = $1 and not is_archived order by code limit 1',
      [tenantId],
    );
    const [one] = rows;
    if (one === undefined) throw new Error('There is no department to rename.');
    await caller.act('saveDepartmentAction', cookie, {
      departmentId: one.id,
      expectedVersion: String(one.row_version),
      code: one.code,
      name: `Department ${createHash('sha256').update(randomUUID()).digest('hex').slice(0, 6)}`,
    });
  }

  async function handIn(cookie: string, n: number): Promise<void> {
    const rows = Array.from({ length: 200 }, (_, at) => `SOAK-${at},Course ${at} of ${n % 2},3\n`).join('');
    await caller.act('receiveImportAction', cookie, {
      kind: 'courses',
      onBadRows: 'skip',
      file: { fileName: 'courses.csv', type: 'text/csv', content: `code,title,credits\n${rows}` },
    });
  }

  return {
    taken: () => {
      const now = { visitor: [...taken.visitor], staff: [...taken.staff], write: [...taken.write] };
      for (const kind of ['visitor', 'staff', 'write'] as const) taken[kind].length = 0;
      return now;
    },
    counts,
    failures,
    stop: async () => {
      over = true;
      leaving.abort();
      await Promise.all(people);
      caller.close();
    },
  };
}
