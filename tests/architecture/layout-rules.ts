import ts from 'typescript';
import { namesIn, parse, type Source } from './sources';

/** Words that mean something else here, or nothing in particular. @source docs/glossary.md */
const banned = ['articulation', 'cert', 'certs', 'points', 'assertion', 'assertions', 'ability', 'abilities'];
const bannedPairs = ['mapping rule'];
/** Where a package chose a banned word for us. */
const allowedIn: [RegExp, string][] = [
  [/^lib\/next\/rate-budget\.ts$/, 'points'],
  [/^scripts\/product\/programs-apart\.ts$/, 'points'],
  // The words of the standards, which name fields and elements.
  [/^lib\/badge-reading\//, 'assertion'],
  [/^lib\/signed-record\/did-document\.ts$/, 'assertion'],
];

/** Words that say nothing of what is inside; each stood for something that has a name of its own. */
const opaque = /^(doors?|sight|around|talk|carry|work|stuff|things?)$/;

/** What the framework looks for by name in `app`; everything else that is drawn there is part of a page. */
const frameworkFiles =
  /^(page|layout|template|loading|error|global-error|not-found|default|icon|opengraph-image)\.tsx$/;

const bannedFiles = /(^|[/.-])(utils?|helpers?|common|misc|part-?\d|manager|service)(\.|\/|-|$)/;

function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/);
}

/** Banned words among the names that the file introduces. */
export function bannedWords(source: Source): string[] {
  const allowed = allowedIn.flatMap(([place, word]) => (place.test(source.file) ? [word] : []));
  return namesIn(source).filter((name) => {
    const words = wordsOf(name);
    return (
      words.some((word) => banned.includes(word) && !allowed.includes(word)) ||
      bannedPairs.some((pair) => ` ${words.join(' ')} `.includes(` ${pair} `))
    );
  });
}

/** What is wrong with the name of a file, if anything. */
export function badFileName(file: string): string | null {
  const name = file.slice(file.lastIndexOf('/') + 1);
  if (bannedFiles.test(file.replace(/^lib\/usecases\//, ''))) return 'says nothing of what is inside';
  if (/^index\.tsx?$/.test(name) && !file.startsWith('prisma/seed/'))
    return 'is a barrel: import from the file that has it';
  if (!/^(_components\/)?[a-z0-9.[\]-]+$/.test(name)) return 'is not in kebab-case';
  const words = wordsOf(name.replace(/\..*$/, ''));
  if (words.length === 1 && words.some((word) => opaque.test(word))) return 'says nothing of what is inside';
  if (words[0] === 'carry') return 'says nothing of what is inside';
  if (/^app\/.*\.tsx$/.test(file) && !/\/_components\//.test(file) && !frameworkFiles.test(name))
    return 'is part of a page and stands outside _components';
  if (wordsOf(name).some((word) => banned.includes(word)))
    return 'uses a word that means something else here';
  return null;
}

/** Lines of at most 110 columns, as Prettier breaks them. */
const limits: [RegExp, number][] = [
  [/^app\/.*\/?page\.tsx$/, 150],
  [/^app\/.*\/?actions\.ts$/, 80],
  [/^lib\/usecases\//, 280],
  [/^prisma\/seed\/data\//, Infinity],
  [/^tests\//, 960],
  [/^/, 360],
];

/** The line limit of a file when it is over it. */
export function overLimit({ file, text }: Source): number | null {
  const [, limit = 0] = limits.find(([pattern]) => pattern.test(file)) ?? [];
  return text.trimEnd().split('\n').length > limit ? limit : null;
}

function hasUseServer(source: Source): boolean {
  let found = false;
  const visit = (node: ts.Node): void => {
    if (
      ts.isExpressionStatement(node) &&
      ts.isStringLiteral(node.expression) &&
      node.expression.text === 'use server'
    )
      found = true;
    else ts.forEachChild(node, visit);
  };
  visit(parse(source));
  return found;
}

/** "use server" makes every export a public endpoint, so it stands only where nothing but actions are. */
export function badServerFile(source: Source): string | null {
  const isActions = /^app\/.*actions\.ts$/.test(source.file);
  if (hasUseServer(source) !== isActions)
    return isActions ? 'lacks "use server"' : 'has "use server" but is no actions.ts';
  if (!isActions) return null;
  const other = parse(source).statements.find(
    (statement) => !ts.isImportDeclaration(statement) && !isDirective(statement) && !isAction(statement),
  );
  return other ? `holds something other than defineAction: ${other.getText().slice(0, 60)}` : null;
}

function isDirective(statement: ts.Statement): boolean {
  return ts.isExpressionStatement(statement) && ts.isStringLiteral(statement.expression);
}

// What is not exported is no endpoint: a line that says where to go next may stand beside the actions that go there.
function isAction(statement: ts.Statement): boolean {
  if (!ts.isVariableStatement(statement)) return false;
  if (!ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) return true;
  return statement.declarationList.declarations.every(
    ({ initializer }) =>
      initializer !== undefined &&
      ts.isCallExpression(initializer) &&
      initializer.expression.getText() === 'defineAction',
  );
}

/** Whether a pure file decides something, and so needs a test: types and schemas alone do not. */
export function decidesSomething(source: Source): boolean {
  return parse(source).statements.some((statement) => {
    if (
      !ts.canHaveModifiers(statement) ||
      !ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
    )
      return false;
    if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) return true;
    return (
      ts.isVariableStatement(statement) &&
      statement.declarationList.declarations.some(
        ({ initializer }) => initializer !== undefined && ts.isArrowFunction(initializer),
      )
    );
  });
}
