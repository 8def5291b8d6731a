import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { inProject } from '@/scripts/project';

/** An id is answered by a test that exists, by its name in its file, or by a reason that a person can read. */
const Requirement = z.strictObject({
  id: z.string().regex(/^\d{1,2}\.\d\.\d{1,2}$/),
  level: z.int().min(1).max(3),
  subject: z.string().min(3),
  tested: z.strictObject({ file: z.string(), test: z.string().min(10) }).optional(),
  reason: z.string().min(10).optional(),
});
const File = z.strictObject({
  standard: z.string(),
  outOfScope: z.array(z.strictObject({ section: z.string(), reason: z.string() })),
  requirements: z.array(Requirement),
});
type Requirement = z.infer<typeof Requirement>;

function problemsOf(requirement: Requirement): string[] {
  const { id, tested, reason } = requirement;
  if ((tested === undefined) === (reason === undefined))
    return [`${id}: needs a test or a reason, and not both`];
  if (tested === undefined) return [];
  if (!existsSync(inProject(tested.file))) return [`${id}: there is no ${tested.file}`];
  return readFileSync(inProject(tested.file), 'utf8').includes(tested.test)
    ? []
    : [`${id}: ${tested.file} has no test “${tested.test}”`];
}

describe('security/asvs.json', () => {
  const { requirements, outOfScope } = File.parse(
    JSON.parse(readFileSync(inProject('security', 'asvs.json'), 'utf8')),
  );

  it('answers every id with a test that exists or a written reason', () => {
    expect(requirements.flatMap(problemsOf)).toEqual([]);
  });

  it('holds all 224 of levels 1 and 2 that are in scope and the twelve chosen of level 3, each once', () => {
    // 345 in all; 253 of levels 1 and 2, of which 29 stand in sections that do not apply. @source github.com/OWASP/ASVS, v5.0.0
    expect(new Set(requirements.map(({ id }) => id)).size).toBe(requirements.length);
    expect([
      requirements.filter(({ level }) => level < 3).length,
      requirements.filter(({ level }) => level === 3).map(({ id }) => id),
    ]).toEqual([
      224,
      [
        '1.2.10',
        '2.3.5',
        '5.2.4',
        '5.2.5',
        '5.2.6',
        '8.3.2',
        '8.3.3',
        '13.1.2',
        '14.2.8',
        '15.4.1',
        '15.4.2',
        '15.4.3',
      ],
    ]);
    expect(
      requirements.filter(({ id }) => outOfScope.some(({ section }) => id.startsWith(`${section}.`))),
    ).toEqual([]);
  });

  it('is counted in docs/security.md as it is', () => {
    const tested = requirements.filter((requirement) => requirement.tested).length;
    const notBuilt = requirements.filter(({ reason }) => reason?.startsWith('Not built')).length;
    expect(readFileSync(inProject('docs', 'security.md'), 'utf8')).toContain(
      `${requirements.length} requirements: ${tested} with a test, ${requirements.length - tested} with a written reason, ${notBuilt} of these not built yet`,
    );
  });
});

describe('control: the check', () => {
  const good: Requirement = {
    id: '1.1.1',
    level: 1,
    subject: 'x y z',
    tested: { file: 'tests/architecture/asvs.test.ts', test: 'answers every id with a test' },
  };

  it('sees an id without an answer, a file that is gone and a test of another name', () => {
    expect(problemsOf(good)).toEqual([]);
    expect(problemsOf({ id: '1.1.1', level: 1, subject: 'x y z' })).toHaveLength(1);
    expect(
      problemsOf({ ...good, tested: { file: 'tests/gone.test.ts', test: 'anything at all' } }),
    ).toHaveLength(1);
    expect(
      problemsOf({ ...good, tested: { file: 'docs/security.md', test: 'no test has this name' } }),
    ).toHaveLength(1);
  });
});
