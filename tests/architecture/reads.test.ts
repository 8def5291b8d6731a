import { expect, test } from 'vitest';
import { type Source, sourcesOf } from './sources';

/** Verbs of use cases that go down the road of commands: only those write. */
function changingVerbs(usecases: readonly Source[]): Set<string> {
  const bodies = usecases.flatMap(({ text }) => text.split(/^(?=export (?:async )?function)/m));
  return new Set(
    bodies
      .filter((body) => /\bcommand\(/.test(body))
      .flatMap((body) => /^export (?:async )?function\*? (\w+)/.exec(body)?.[1] ?? []),
  );
}

/** Those that a page, or a route that answers GET, calls while somebody only reads. */
function changedByReading(readers: readonly Source[], verbs: ReadonlySet<string>): string[] {
  return readers.flatMap(({ file, text }) =>
    [...text.matchAll(/\b(\w+)\(/g)].flatMap(([, name = '']) =>
      verbs.has(name) ? [`${file}: ${name}`] : [],
    ),
  );
}

const everywhere = sourcesOf('app');
const readers = everywhere.filter(({ file, text }) =>
  file.endsWith('/route.ts') ? /export const GET\b/.test(text) : file.endsWith('.tsx'),
);
const verbs = changingVerbs(sourcesOf('lib/usecases').filter(({ file }) => !file.endsWith('/command.ts')));

test('nothing changes by being read: no page and no GET calls a verb that writes', () => {
  expect(verbs.size).toBeGreaterThan(30);
  expect(readers.length).toBeGreaterThan(40);
  expect(changedByReading(readers, verbs)).toEqual([]);
});

test('control: a page that publishes while it is looked at is seen', () => {
  expect(verbs).toContain('publishRule');
  expect(
    changedByReading([{ file: 'app/planted/page.tsx', text: 'await publishRule(ctx, input)' }], verbs),
  ).toEqual(['app/planted/page.tsx: publishRule']);
});
