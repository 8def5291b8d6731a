import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { permissions } from '@/lib/access/permission';
import {
  bodyOf,
  editableStatuses,
  isPossible,
  ruleLifecycle,
  transition,
  type RuleEvent,
} from '@/lib/rule/lifecycle';
import { RuleStatus } from '@/lib/rule/rule-version';
import { inProject } from '@/scripts/project';

const author = '00000000-0000-0000-0000-00000000000a';
const other = '00000000-0000-0000-0000-00000000000b';
const writer = '00000000-0000-0000-0000-00000000000c';

/** One event of each kind that no guard stops. */
const written = { authorId: author, contributorIds: [writer] };
const good: RuleEvent[] = [
  { type: 'submit', evidenceCount: 1, restsOnImport: false, hasBasis: true, lintErrors: 0 },
  { type: 'route', departmentId: 'd', assigneeIds: [other] },
  { type: 'advance', to: 'in_committee' },
  { type: 'advance', to: 'in_dean' },
  { type: 'approve' },
  { type: 'approveConditionally' },
  { type: 'return', reason: 'Say which version.' },
  { type: 'reject', reason: 'Covers half of the outcomes.' },
  { type: 'deny', reason: 'It has no final assessment.' },
  { type: 'settleConditions', met: true, reason: '' },
  { type: 'settleConditions', met: false, reason: 'Due date passed.' },
  { type: 'publish', publisherId: other, lintErrors: 0 },
  { type: 'suspend', reason: 'Issuer under inquiry.' },
  { type: 'resume', publisherId: other, lintErrors: 0, reason: 'Inquiry closed.' },
  { type: 'revoke', reason: 'Wrong course.' },
  { type: 'withdraw', reason: 'Duplicate.' },
  { type: 'pullBack', voteCount: 0 },
];

describe('the table of rule states', () => {
  it('allows exactly the moves that the database allows', () => {
    const folder = inProject('prisma', 'migrations');
    const sql = readdirSync(folder)
      .filter((name) => !name.endsWith('.toml'))
      .map((name) => readFileSync(path.join(folder, name, 'migration.sql'), 'utf8'))
      .join('\n');
    const moves = [...sql.matchAll(/INSERT INTO "rule_status_move" VALUES([\s\S]*?);/g)]
      .map(([, block]) => block)
      .join();
    const inDatabase = [...moves.matchAll(/\('(\w+)', '(\w+)'\)/g)].map(([, a, b]) => `${a} > ${b}`).sort();
    const inTable = new Set<string>();
    for (const status of RuleStatus.options) {
      for (const event of good) {
        const moved = transition({ status, ...written }, event);
        if (moved.ok) inTable.add(`${status} > ${moved.value.status}`);
      }
    }
    expect([...inTable].sort()).toEqual(inDatabase);
  });

  it.each(RuleStatus.options)('from %s every event is either possible or refused by name', (status) => {
    for (const event of good) {
      const moved = transition({ status, ...written }, event);
      if (!moved.ok) expect(moved.reason).toBe('rule/not-from-this-state');
      else expect(isPossible(status, event.type)).toBe(true);
    }
  });

  it.each(['rejected', 'withdrawn', 'revoked'] as const)('%s is final', (status) => {
    expect(
      Object.keys(ruleLifecycle).filter((type) => isPossible(status, type as RuleEvent['type'])),
    ).toEqual([]);
  });

  it('names a permission that exists for every event', () => {
    for (const { permission } of Object.values(ruleLifecycle)) expect(permissions).toContain(permission);
  });

  it('makes what was handed in a draft again while nobody has voted', () => {
    expect(
      transition({ status: 'in_department', ...written }, { type: 'pullBack', voteCount: 1 }),
    ).toMatchObject({
      ok: false,
      reason: 'rule/voted-already',
    });
    expect(
      transition({ status: 'in_committee', ...written }, { type: 'pullBack', voteCount: 0 }),
    ).toMatchObject({
      ok: false,
      reason: 'rule/not-from-this-state',
    });
  });

  it('lets only drafts and returned versions be changed', () => {
    expect(editableStatuses).toEqual(['draft', 'returned']);
  });
});

describe('guards', () => {
  const draft = { status: 'draft', ...written } as const;
  const submit = {
    type: 'submit',
    evidenceCount: 1,
    restsOnImport: false,
    hasBasis: true,
    lintErrors: 0,
  } as const;

  it.each([
    ['rule/linter-errors', { lintErrors: 1 }],
    ['rule/no-evidence', { evidenceCount: 0 }],
    ['rule/no-basis', { hasBasis: false }],
  ])('submit is refused with %s', (reason, change) => {
    expect(transition(draft, { ...submit, ...change })).toMatchObject({ ok: false, reason });
  });

  it('submits without evidence what rests on an import', () => {
    expect(transition(draft, { ...submit, evidenceCount: 0, restsOnImport: true }).ok).toBe(true);
  });

  it.each([
    ['rule/no-department', { departmentId: null }],
    ['rule/no-reviewers', { assigneeIds: [] }],
    ['rule/author-reviews', { assigneeIds: [other, author] }],
    ['rule/author-reviews', { assigneeIds: [other, writer] }],
  ])('route is refused with %s', (reason, change) => {
    const route = { type: 'route', departmentId: 'd', assigneeIds: [other], ...change } as const;
    expect(transition({ status: 'submitted', ...written }, route)).toMatchObject({ ok: false, reason });
  });

  it.each(['publish', 'resume'] as const)('no author sends %s, and nobody over linter errors', (type) => {
    const version = { status: type === 'publish' ? 'approved' : 'suspended', ...written } as const;
    const event = good.find((one) => one.type === type) as RuleEvent;
    for (const publisherId of [author, writer])
      expect(transition(version, { ...event, publisherId } as RuleEvent)).toMatchObject({
        reason: 'rule/author-publishes',
      });
    expect(transition(version, { ...event, lintErrors: 2 } as RuleEvent)).toMatchObject({
      reason: 'rule/linter-errors',
    });
  });

  it.each([
    ['in_department', 'return'],
    ['in_committee', 'reject'],
    ['published', 'suspend'],
    ['suspended', 'resume'],
    ['published', 'revoke'],
    ['draft', 'withdraw'],
  ] as const)('from %s, %s needs a reason', (status, type) => {
    const event = good.find((one) => one.type === type) as RuleEvent;
    expect(transition({ status, ...written }, { ...event, reason: '  ' } as RuleEvent)).toMatchObject({
      ok: false,
      reason: 'rule/reason-missing',
    });
  });

  it('conditions that were not met need a reason and reject', () => {
    const conditional = { status: 'conditionally_approved', ...written } as const;
    expect(transition(conditional, { type: 'settleConditions', met: false, reason: '' })).toMatchObject({
      reason: 'rule/reason-missing',
    });
    expect(transition(conditional, { type: 'settleConditions', met: false, reason: 'Late.' })).toEqual({
      ok: true,
      value: { status: 'rejected', reason: 'Late.' },
    });
  });
});

it('credits a move of a review to the body that decided it, and any other to its person', () => {
  expect(bodyOf('advance', 'in_department')).toBe('department');
  expect(bodyOf('approve', 'in_committee')).toBe('committee');
  expect(bodyOf('reject', 'in_dean')).toBe('dean');
  expect(bodyOf('deny', 'draft')).toBe('review');
  expect(bodyOf('withdraw', 'in_committee')).toBeNull();
  expect(bodyOf('settleConditions', 'conditionally_approved')).toBeNull();
  expect(bodyOf('import', 'draft')).toBeNull();
});
