import ts from 'typescript';
import { expect, test } from 'vitest';
import { parse, type Source, sourcesOf } from './sources';

/** Functions that a file offers to others. */
function offeredBy(source: Source): string[] {
  return parse(source).statements.flatMap((statement) =>
    ts.isFunctionDeclaration(statement) &&
    statement.name &&
    statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
      ? [statement.name.text]
      : [],
  );
}

/** Names under which both a use case and the store offer something: two things by one name. */
function shared(usecases: readonly Source[], store: readonly Source[]): string[] {
  const known = new Set(store.flatMap(offeredBy));
  return usecases.flatMap((source) =>
    offeredBy(source).flatMap((name) => (known.has(name) ? [`${source.file}: ${name}`] : [])),
  );
}

/** Types of a credit case or a review case that say only "case", outside of the places that know but one of them. */
function bareCases(sources: readonly Source[]): string[] {
  const one = /^lib\/(credit|review)\/|^lib\/usecases\/review\/|^lib\/db\/review-/;
  return sources
    .filter(({ file }) => !one.test(file))
    .flatMap((source) =>
      parse(source).statements.flatMap((statement) =>
        (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) &&
        /Case/.test(statement.name.text) &&
        !/(Credit|Review)Case/.test(statement.name.text)
          ? [`${source.file}: ${statement.name.text}`]
          : [],
      ),
    );
}

const usecases = sourcesOf('lib/usecases');
const store = sourcesOf('lib/db');
const lib = sourcesOf('lib');

test('a use case and the store offer nothing by the same name', () => {
  expect(store.flatMap(offeredBy).length).toBeGreaterThan(200);
  expect(shared(usecases, store)).toEqual([]);
});

test('control: a second one by a name that the store has is seen', () => {
  const planted = { file: 'lib/usecases/planted.ts', text: 'export async function addTransition() {}' };
  expect(shared([planted], store)).toEqual(['lib/usecases/planted.ts: addTransition']);
});

test('a case is called a credit case or a review case wherever both could be meant', () => {
  expect(bareCases(lib)).toEqual([]);
});

test('control: a type that says only "case" is seen', () => {
  const planted = { file: 'lib/catalog/planted.ts', text: 'export interface CaseRule {}' };
  expect(bareCases([planted])).toEqual(['lib/catalog/planted.ts: CaseRule']);
});
