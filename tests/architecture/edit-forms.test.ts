import ts from 'typescript';
import { expect, test } from 'vitest';
import { byPath, importsOf, parse, type Source, sourcesOf } from './sources';

/** Use cases that replace what was stored and do not ask which row version it was seen in. */
function overwriting(usecases: readonly Source[]): string[] {
  return usecases
    .filter(({ text }) => /recordAudit\([\s\S]*?\bbefore[:,][\s\S]*?\bafter[:,]/.test(text))
    .filter(({ text }) => !text.includes('expectedVersion') && !text.includes('putVersionInForce('))
    .map(({ file }) => file.replace('lib/usecases/', '').replace('.ts', ''));
}

/** The parts of a file that are functions of their own, by name. */
function partsOf(source: Source): Map<string, ts.Node> {
  const found = new Map<string, ts.Node>();
  for (const statement of parse(source).statements)
    if (ts.isFunctionDeclaration(statement) && statement.name) found.set(statement.name.text, statement);
  return found;
}

type Tag = ts.JsxOpeningElement | ts.JsxSelfClosingElement;
const isTag = (node: ts.Node): node is Tag =>
  ts.isJsxOpeningElement(node) || ts.isJsxSelfClosingElement(node);
const attribute = (tag: Tag, name: string) =>
  tag.attributes.properties.find(
    (one): one is ts.JsxAttribute => ts.isJsxAttribute(one) && one.name.getText() === name,
  );

/** Forms that are filled with what is stored, and do not say in which row version: a second editor would be overwritten unseen. */
function unversioned(sources: readonly Source[]): string[] {
  const known = byPath(sources);
  /** Whether something below that node shows a stored value, in this file or in a part of another one. */
  const showsStored = (node: ts.Node, source: Source, seen: ReadonlySet<string>): boolean => {
    let found = false;
    const visit = (one: ts.Node): void => {
      if (found) return;
      if (isTag(one)) {
        const given = attribute(one, 'defaultValue')?.initializer;
        if (given && ts.isJsxExpression(given) && /\w\??\.\w/.test(given.getText())) found = true;
        const name = one.tagName.getText();
        // A part that is given nothing has nothing stored to show: the same fields, to add something new.
        if (/^[A-Z]/.test(name) && one.attributes.properties.length > 0)
          found ||= partShowsStored(name, source, seen);
      }
      ts.forEachChild(one, visit);
    };
    visit(node);
    return found;
  };
  const partShowsStored = (name: string, source: Source, seen: ReadonlySet<string>): boolean => {
    const key = `${source.file}#${name}`;
    if (seen.has(key)) return false;
    const now = new Set(seen).add(key);
    const here = partsOf(source).get(name);
    if (here) return showsStored(here, source, now);
    for (const { to } of importsOf(source)) {
      const other = to.startsWith('components/ui/') ? undefined : known.get(to);
      const part = other && partsOf(other).get(name);
      if (other && part) return showsStored(part, other, now);
    }
    return false;
  };
  return sources.flatMap((source) => {
    const bad: string[] = [];
    const visit = (node: ts.Node): void => {
      const tag = ts.isJsxElement(node)
        ? node.openingElement
        : ts.isJsxSelfClosingElement(node)
          ? node
          : null;
      if (
        tag?.tagName.getText() === 'ActionForm' &&
        !attribute(tag, 'edits') &&
        showsStored(node, source, new Set())
      )
        bad.push(source.file);
      ts.forEachChild(node, visit);
    };
    visit(parse(source));
    return bad;
  });
}

/** Parts of a page that are made anew, with what was typed in them, once somebody else has saved: keyed by a row version. */
function thrownAway(sources: readonly Source[]): string[] {
  return sources.flatMap((source) => {
    const bad: string[] = [];
    const visit = (node: ts.Node): void => {
      if (isTag(node) && /\browVersion\b/.test(attribute(node, 'key')?.initializer?.getText() ?? ''))
        bad.push(source.file);
      ts.forEachChild(node, visit);
    };
    visit(parse(source));
    return bad;
  });
}

const usecases = sourcesOf('lib/usecases').filter(({ file }) => !file.endsWith('/record-audit.ts'));
const screens = sourcesOf('app', 'components');

test('whoever replaces what is stored says in which row version it was seen', () => {
  expect(overwriting(usecases)).toEqual([
    // Says of each cell what was seen in it, so that two people can put the same file right.
    'import/fix-cells',
    // Says the last day of what is locked, once; nothing else of it ever changes.
    'issuer/end-issuer',
    // States a fact of the student system; what it was before stands in the trail.
    'posting/number-students',
    // Says which key it is to replace, since keys have no versions.
    'record/change-key',
    // Adds or takes seats, names who leads, or says something of oneself, in a stage that is locked.
    'review/assign-reviewers',
    'review/cast-vote',
    'review/declare-conflict',
    'review/name-chair',
    'review/replace-reviewer',
    'review/unassign-reviewer',
  ]);
});

test('every form that is filled with what is stored compares it with what somebody else saved', () => {
  expect(unversioned(screens)).toEqual([
    // Begins the first policy, from today's date.
    'app/(administration)/administration/policy/page.tsx',
    // One's own judgement, which nobody else saves.
    'app/(faculty)/_components/case-judgement.tsx',
    // Calls a new meeting, by the fields with which one is moved.
    'app/(faculty)/_components/meeting-form.tsx',
    // Begins something new, from what the address says.
    'app/(registrar)/registrar/certificates/new/page.tsx',
    // Asks, and proposes addresses of which nothing is stored yet.
    'app/(registrar)/registrar/claims/posting/_components/posting-forms.tsx',
    // Gives a relation a last day, whichever it had; it never has another content.
    'components/administration/course-content.tsx',
    // Acts, not edits: what is stored is a suggestion, and the act is refused where anything has changed.
    'components/import/batch-state.tsx',
    'components/rule/rule-acts.tsx',
    // Begins something new, from a suggestion.
    'components/rule/start-form.tsx',
  ]);
});

test('nothing that was typed is thrown away since somebody else saved', () => {
  expect(thrownAway(screens)).toEqual([]);
  const planted = '<Form key={policy.rowVersion} policy={policy} />;';
  expect(thrownAway([{ file: 'app/planted.tsx', text: planted }])).toEqual(['app/planted.tsx']);
});

test('control: a form without its version, and a use case that does not ask, are seen', () => {
  const without = (file: string, text: string, sources: readonly Source[]) =>
    sources.map((source) =>
      source.file === file ? { file, text: source.text.replaceAll(text, '') } : source,
    );
  for (const [file, version] of [
    ['components/administration/institution-form.tsx', 'edits={institution}'],
    ['components/administration/policy-form.tsx', 'edits={policy}'],
  ] as const)
    expect(unversioned(without(file, version, screens))).toContain(file);
  expect(
    overwriting(without('lib/usecases/institution/save-institution.ts', 'expectedVersion', usecases)),
  ).toContain('institution/save-institution');
});
