import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { inProject } from '@/scripts/project';

/** A source file as the architecture tests look at it; `file` is relative to the project, with forward slashes. */
export type Source = { file: string; text: string };

const notOurs = new Set(['node_modules', 'generated', '.next', '.cache', '.crosswalk']);

/** Source files below those folders and files of the project. */
export function sourcesOf(...parts: string[]): Source[] {
  return parts
    .flatMap((part) => walk(part))
    .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.d.ts'))
    .map((file) => asKnown({ file, text: readFileSync(inProject(file), 'utf8') }));
}

const read = new Map<string, Source>();

/** The same file with the same text is one source, which is then parsed once, whoever looks at it. */
function asKnown(source: Source): Source {
  const known = read.get(source.file);
  if (known?.text === source.text) return known;
  read.set(source.file, source);
  return source;
}

/** Every file below a folder of the project, or the file itself. */
export function walk(part: string): string[] {
  const absolute = inProject(part);
  if (!statSync(absolute, { throwIfNoEntry: false })) return [];
  if (!statSync(absolute).isDirectory()) return [part];
  return readdirSync(absolute, { withFileTypes: true })
    .filter(({ name }) => !notOurs.has(name))
    .flatMap(({ name }) => walk(`${part}/${name}`));
}

const parsed = new WeakMap<Source, ts.SourceFile>();

export function parse(source: Source): ts.SourceFile {
  const { file, text } = source;
  const known = parsed.get(source);
  if (known) return known;
  const kind = file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const made = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, kind);
  parsed.set(source, made);
  return made;
}

export type Import = { to: string; typesOnly: boolean };

/** What a file imports or re-exports from this project, as paths without ending; packages are left out. */
export function importsOf(source: Source): Import[] {
  const found: Import[] = [];
  for (const statement of parse(source).statements) {
    if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) continue;
    const { moduleSpecifier } = statement;
    if (!moduleSpecifier || !ts.isStringLiteral(moduleSpecifier)) continue;
    const to = resolve(source.file, moduleSpecifier.text);
    if (to !== null) found.push({ to, typesOnly: isTypeOnly(statement) });
  }
  return found;
}

function isTypeOnly(statement: ts.ImportDeclaration | ts.ExportDeclaration): boolean {
  if (ts.isExportDeclaration(statement)) return statement.isTypeOnly;
  const clause = statement.importClause;
  if (!clause) return false;
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const named = clause.namedBindings;
  return (
    clause.name === undefined &&
    named !== undefined &&
    ts.isNamedImports(named) &&
    named.elements.every((element) => element.isTypeOnly)
  );
}

function resolve(from: string, specifier: string): string | null {
  if (specifier.startsWith('@/')) return specifier.slice(2);
  return specifier.startsWith('.')
    ? path.posix.normalize(path.posix.join(path.posix.dirname(from), specifier))
    : null;
}

/** Names that a file itself introduces: variables, functions, parameters, types, members. */
export function namesIn(source: Source): string[] {
  const names: string[] = [];
  const visit = (node: ts.Node): void => {
    if (isNamed(node) && node.name && ts.isIdentifier(node.name)) names.push(node.name.text);
    ts.forEachChild(node, visit);
  };
  visit(parse(source));
  return names;
}

function isNamed(node: ts.Node): node is ts.NamedDeclaration {
  return (
    ts.isVariableDeclaration(node) ||
    ts.isFunctionDeclaration(node) ||
    ts.isParameter(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isClassDeclaration(node) ||
    ts.isMethodDeclaration(node) ||
    ts.isPropertySignature(node) ||
    ts.isPropertyAssignment(node) ||
    ts.isBindingElement(node)
  );
}

/** Sources by their path without ending, as imports name them. */
export function byPath(sources: readonly Source[]): Map<string, Source> {
  return new Map(sources.map((source) => [source.file.replace(/\.tsx?$/, ''), source]));
}

/** What is reached from those files through imports of values, the files themselves included. */
export function reachedFrom(sources: ReadonlyMap<string, Source>, start: readonly string[]): Set<string> {
  const reached = new Set<string>();
  const waiting = [...start];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    const source = sources.get(file);
    if (!source || reached.has(file)) continue;
    reached.add(file);
    waiting.push(
      ...importsOf(source)
        .filter(({ typesOnly }) => !typesOnly)
        .map(({ to }) => to),
    );
  }
  return reached;
}
