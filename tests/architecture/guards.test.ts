import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import { ESLint } from 'eslint';
import * as prettier from 'prettier';
import { afterAll, describe, expect, test } from 'vitest';
import { inProject } from '@/scripts/project';
import { citedPaths } from './docs-rules';
import { badFileName, badServerFile, bannedWords, decidesSomething, overLimit } from './layout-rules';
import { badMessages } from './message-rules';
import { undeclaredModels } from './privacy-rules';

// A gate that nobody has seen closed may be open: each one gets something it must refuse.

describe('the linter refuses', () => {
  const linter = new ESLint({ cwd: inProject() });
  const rulesBroken = async (file: string, code: string) => {
    const [report] = await linter.lintText(code, { filePath: inProject(file) });
    return report?.messages.map(({ ruleId }) => ruleId) ?? [];
  };

  test.each([
    ['a clock', 'export const a = () => new Date();', 'no-restricted-globals'],
    ['the network', "export const a = () => fetch('/');", 'no-restricted-globals'],
    ['the environment', "export const a = () => process.env['A'];", 'no-restricted-globals'],
    ['output', "export const a = () => console.log('a');", 'no-restricted-globals'],
    ['keys', 'export const a = () => crypto.randomUUID();', 'no-restricted-globals'],
    ['chance', 'export const a = () => Math.random();', 'no-restricted-properties'],
    [
      'silence about what is decided',
      'export function a(): number { return 1; }',
      'crosswalk/require-docstring',
    ],
  ])('%s in a pure module', async (_what, code, rule) => {
    expect(await rulesBroken('lib/credit/planted.ts', code)).toContain(rule);
  });

  test.each([
    [
      'SQL put together from text',
      'lib/db/planted.ts',
      "export const a = (tx: { $queryRawUnsafe(sql: string): void }, b: string) => tx.$queryRawUnsafe('select ' + b);",
      'no-restricted-syntax',
    ],
    [
      'a test that is skipped',
      'tests/unit/planted.test.ts',
      "import { test } from 'vitest';\ntest.skip('a', () => undefined);",
      'no-restricted-syntax',
    ],
    [
      'a style attribute',
      'components/ui/planted.tsx',
      "export const A = () => <p style={{ color: 'red' }}>a</p>;",
      'no-restricted-syntax',
    ],
    [
      'raw HTML',
      'app/planted.tsx',
      "export const A = () => <p dangerouslySetInnerHTML={{ __html: 'a' }} />;",
      'no-restricted-syntax',
    ],
    [
      'a date written without the institution in mind',
      'components/rule/planted.tsx',
      'export const day = (format: { dateTime(at: Date): string }, at: Date) => format.dateTime(at);',
      'no-restricted-syntax',
    ],
    [
      'configuration read anywhere',
      'lib/next/planted.ts',
      "export const a = process.env['A'];",
      'no-restricted-globals',
    ],
    ['any', 'lib/next/planted.ts', 'export const a: any = 1;', '@typescript-eslint/no-explicit-any'],
    [
      'an image without words',
      'components/ui/planted.tsx',
      'export const A = () => <img src="/a.png" />;',
      'jsx-a11y/alt-text',
    ],
  ])('%s', async (_what, file, code, rule) => {
    expect(await rulesBroken(file, code)).toContain(rule);
  });

  test('nothing in code that keeps the rules', async () => {
    expect(
      await rulesBroken(
        'lib/credit/planted.ts',
        '/** The sum. @units none */\nexport function sum(a: number, b: number): number {\n  return a + b;\n}\n',
      ),
    ).toEqual([]);
  });
});

describe('the formatter', () => {
  const lineOf = (columns: number) => `export const ${'a'.repeat(columns - 107)} = [${'b, '.repeat(29)}b];\n`;
  const isAsFormatted = async (file: string, text: string) =>
    prettier.check(text, { ...(await prettier.resolveConfig(inProject(file))), filepath: inProject(file) });

  test.each([
    ['double quotes', 'export const a = "a";\n'],
    ['a line of 111 columns', lineOf(111)],
    ['a missing semicolon', 'export const a = 1\n'],
  ])('refuses %s', async (_what, text) => {
    expect(await isAsFormatted('lib/rule/planted.ts', text)).toBe(false);
  });

  test('takes a line of 110 columns, and looks at every kind of code', async () => {
    expect(await isAsFormatted('lib/rule/planted.ts', lineOf(110))).toBe(true);
    const ignorePath = inProject('.prettierignore');
    for (const file of ['app/page.tsx', 'scripts/planted.ts', 'tests/unit/planted.test.ts', 'proxy.ts'])
      expect((await prettier.getFileInfo(inProject(file), { ignorePath })).ignored).toBe(false);
  });
});

describe('the import gate', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'crosswalk-guards-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const rules = createRequire(import.meta.url)('./dependency-rules.cjs') as {
    forbidden: { name: string }[];
    options: object;
  };
  const write = (file: string, text: string) => {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  };

  /** One file that breaks each rule; a rule without one here fails the test below. */
  const broken: Record<string, [file: string, imports: string]> = {
    'direction-kernel': ['lib/kernel/a.ts', '../amount/a'],
    'direction-amount': ['lib/amount/a.ts', '../credit/a'],
    'direction-credit': ['lib/credit/a.ts', '../rule/a'],
    'direction-institution': ['lib/institution/a.ts', '../review/b'],
    'direction-micro-credential': ['lib/micro-credential/a.ts', '../institution/b'],
    'direction-rule': ['lib/rule/a.ts', '../review/b'],
    'direction-search': ['lib/search/a.ts', '../catalog/b'],
    'direction-catalog': ['lib/catalog/a.ts', '../review/b'],
    'direction-review': ['lib/review/a.ts', '../catalog/b'],
    'direction-figures': ['lib/figures/a.ts', '../credit/b'],
    'direction-import': ['lib/import/a.ts', '../access/can'],
    'direction-export': ['lib/export/a.ts', '../review/b'],
    'direction-audit': ['lib/audit/a.ts', '../credit/b'],
    'direction-badge': ['lib/badge/a.ts', '../credit/b'],
    'direction-claim': ['lib/claim/a.ts', '../access/can'],
    'direction-signed-record': ['lib/signed-record/a.ts', '../review/b'],
    'direction-suggest': ['lib/suggest/a.ts', '../credit/b'],
    'no-cycles': ['lib/access/c.ts', './d'],
    'pure-reaches-nothing': ['lib/access/e.ts', '../shared/f'],
    'pure-packages': ['lib/access/g.ts', 'node:fs'],
    'one-door-to-the-database': ['lib/jobs/h.ts', '../db/generated/client'],
    'usecases-know-no-framework': ['lib/usecases/rule/i.ts', '../../next/b'],
    'files-are-read-apart': ['lib/usecases/import/r.ts', '../../reading/b'],
    'the-reader-is-started-only': ['lib/reading/read-apart.ts', './b'],
    'badges-are-read-apart': ['lib/usecases/badge/v.ts', '../../badge-reading/b'],
    'suggestions-are-made-apart': ['lib/usecases/rule/t.ts', '../../suggest/knowledge'],
    'rows-are-read-apart': ['lib/usecases/import/s.ts', '../../import/course-row'],
    'db-decides-nothing': ['lib/db/j.ts', '../usecases/rule/k'],
    'app-asks-use-cases': ['app/l/page.tsx', '../../lib/db/b'],
    'routes-refuse': ['app/(registrar)/u/route.ts', '../staff-read'],
    'components-get-props': ['components/ui/m.tsx', '../../lib/db/b'],
    'nobody-imports-app': ['lib/next/n.ts', '../../app/b'],
    'product-without-tests': ['lib/next/o.ts', '../../tests/support/b'],
    'product-without-dev-packages': ['lib/next/p.ts', 'only-for-tests'],
    'nothing-unused': ['lib/next/nobody-reads-me.ts', './b'],
    resolvable: ['lib/next/q.ts', './is-not-there'],
  };

  test('closes for each of its rules', async () => {
    write('package.json', JSON.stringify({ type: 'module', devDependencies: { 'only-for-tests': '1.0.0' } }));
    write('tsconfig.json', '{"compilerOptions":{"moduleResolution":"bundler","module":"esnext"}}');
    write(
      'node_modules/only-for-tests/package.json',
      '{"name":"only-for-tests","version":"1.0.0","main":"index.js"}',
    );
    write('node_modules/only-for-tests/index.js', 'module.exports = 1;');
    const targets = [
      'lib/review/b',
      'lib/institution/b',
      'lib/catalog/b',
      'lib/access/can',
      'lib/credit/b',
      'lib/shared/g',
      'lib/reading/b',
      'lib/badge-reading/b',
      'lib/import/course-row',
      'lib/suggest/knowledge',
      'lib/db/b',
      'lib/db/generated/client',
      'lib/next/b',
      'lib/usecases/rule/k',
      'app/b',
      'app/(registrar)/staff-read',
      'tests/support/b',
    ];
    for (const target of targets) write(`${target}.ts`, 'export const value = 1;\n');
    write('lib/shared/f.ts', "export { value } from '../db/b';\n");
    write('lib/access/d.ts', "import { value } from './c';\nexport const other = value;\n");
    for (const [file, imported] of Object.values(broken))
      write(file, `import * as found from '${imported}';\nexport const value = found;\n`);
    const { output } = await cruise(
      ['app', 'components', 'lib', 'tests'],
      { ...rules.options, baseDir: folder, ruleSet: { forbidden: rules.forbidden as never }, validate: true },
      undefined,
      {
        tsConfig: { options: { moduleResolution: 100, module: 99 } } as never,
      },
    );
    const { violations } = (output as ICruiseResult).summary;
    for (const { name } of rules.forbidden) {
      const [file] = broken[name] ?? [`(nothing here breaks ${name})`];
      expect(
        violations
          .filter(({ rule }) => rule.name === name)
          .map(({ from, to }) => (name === 'nothing-unused' ? to : from)),
      ).toContain(file);
    }
  });
});

describe('the layout tests refuse', () => {
  test('words that mean something else here', () => {
    const names = (text: string) => bannedWords({ file: 'lib/rule/planted.ts', text });
    expect(
      names(
        'const articulationId = 1; function f(mappingRules: number, mappingRule: number) {} type Cert = { points: number };',
      ),
    ).toEqual(['articulationId', 'mappingRule', 'Cert', 'points']);
    expect(names('const certificate = { applicable: 1, pointsless: 2 };')).toEqual([]);
  });

  test('file names that say nothing', () => {
    for (const file of [
      'lib/utils/a.ts',
      'lib/rule/helpers.ts',
      'lib/rule/index.ts',
      'lib/rule/RuleForm.ts',
      'lib/rule/draft-part2.ts',
      'lib/rule/cert.ts',
      'lib/next/door.ts',
      'lib/usecases/import/carry-rows.ts',
      'app/(public)/estimate/answer.tsx',
    ])
      expect(badFileName(file)).not.toBeNull();
    for (const file of [
      'lib/rule/rule-form.ts',
      'app/(public)/catalog/[slug]/page.tsx',
      'app/api/auth/[...nextauth]/route.ts',
      'prisma/seed/index.ts',
      'app/(public)/estimate/_components/answer.tsx',
    ])
      expect(badFileName(file)).toBeNull();
  });

  test('"use server" beside anything else', () => {
    const judged = (file: string, text: string) => badServerFile({ file, text });
    expect(judged('lib/rule/planted.ts', "'use server';\nexport const a = 1;")).not.toBeNull();
    expect(
      judged('app/planted.tsx', "export function A() { async function act() { 'use server'; } return act; }"),
    ).not.toBeNull();
    expect(
      judged(
        'app/rules/actions.ts',
        "'use server';\nexport const submitAction = defineAction({});\nexport async function other() {}",
      ),
    ).toContain('other than defineAction');
    expect(
      judged(
        'app/rules/actions.ts',
        "'use server';\nimport { a } from 'b';\nconst pageOf = (id) => id;\nexport const submitAction = defineAction({});",
      ),
    ).toBeNull();
  });

  test('files that are too long, by their kind', () => {
    const lines = (count: number) => 'a\n'.repeat(count);
    expect(overLimit({ file: 'app/(public)/page.tsx', text: lines(151) })).toBe(150);
    expect(overLimit({ file: 'lib/rule/planted.ts', text: lines(361) })).toBe(360);
    expect(overLimit({ file: 'lib/rule/planted.ts', text: lines(360) })).toBeNull();
  });

  test('to take a deciding file for a mere shape', () => {
    expect(decidesSomething({ file: 'lib/rule/a.ts', text: 'export const sum = (a: number) => a;' })).toBe(
      true,
    );
    expect(
      decidesSomething({
        file: 'lib/rule/a.ts',
        text: 'export type A = { b: string };\nexport const A = z.object({});',
      }),
    ).toBe(false);
  });

  test('models without privacy, messages without sense, documents that point nowhere', () => {
    expect(
      undeclaredModels(
        '/// A person.\n/// pii: name\nmodel Person {\n}\n\n/// pii: none\n/// retention: permanent\nmodel Rule {\n}',
      ),
    ).toEqual(['Person']);
    expect(badMessages({ a: { b: '', c: '{count, plural, one {x}', d: 1, e: 'All {good}' } })).toHaveLength(
      3,
    );
    expect(
      citedPaths(
        'See `lib/rule/gone.ts`, [there](notes/gone.md#a) and [elsewhere](https://example.org/x.md).',
      ),
    ).toEqual(['notes/gone.md', 'lib/rule/gone.ts']);
  });
});
