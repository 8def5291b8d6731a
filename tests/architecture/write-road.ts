import ts from 'typescript';
import { importsOf, parse, type Source } from './sources';

// What a use case does, read from its code: which functions it reaches, whether one of them writes, who asked whether the actor may,
// and what was put on record. An import says nothing of that.

type Name = string; // file#function
interface Part {
  file: string;
  name: string;
  node: ts.Node;
}
interface Code {
  parts: ReadonlyMap<Name, Part>;
  scopes: ReadonlyMap<string, Scope>;
}
/** What a name means in a file: a part of this project, or a module whose parts are named behind a dot. */
interface Scope {
  names: ReadonlyMap<string, Name>;
  modules: ReadonlyMap<string, string>;
}

/** Ways into a transaction; what is written beside them is on no road at all. */
const roads = [
  'command',
  'visit',
  'query',
  'readOnRecord',
  'workThrough',
  'withTenant',
  'runImport',
  'studentCommand',
  'studentQuery',
];
/** The road itself: it keeps the entry of the trail and the reply, and is no act of anybody. */
const ofTheRoad = /^lib\/(db\/(audit|idempotency|tx)|usecases\/(command|record-audit|authorize))#/;
const writing =
  /^(create|createMany|createManyAndReturn|update|updateMany|updateManyAndReturn|upsert|delete|deleteMany|\$executeRaw)$/;

export interface Offence {
  useCase: string;
  lacks: 'authorize' | 'recordAudit' | 'a transaction';
}

/** Use cases that write without having asked, or without a trace; `entries` are those that are called from outside, as file#function. */
export function badWrites(sources: readonly Source[], entries: ReadonlySet<string>): Offence[] {
  const code = read(sources);
  const found: Offence[] = [];
  for (const [id, part] of code.parts) {
    if (!part.file.startsWith('lib/usecases/') || ofTheRoad.test(id)) continue;
    for (const { verb, body } of transactionsIn(part.node)) {
      const reached = reach(code, part.file, body);
      if (!reached.some((one) => writes(one))) continue;
      for (const lacks of ['authorize', 'recordAudit'] as const)
        if (!reached.some((one) => says(one, lacks, verb))) found.push({ useCase: id, lacks });
    }
    if (!entries.has(id)) continue;
    const beside = reach(code, part.file, part.node, true);
    if (beside.some((one) => writes(one))) found.push({ useCase: id, lacks: 'a transaction' });
  }
  return found;
}

interface Reached {
  id: Name | null;
  node: ts.Node;
}

/** The code that runs when this does, step by step; with `beside`, only what runs outside of transactions. */
function reach(code: Code, file: string, start: ts.Node, beside = false): Reached[] {
  const seen = new Set<Name>();
  const waiting: (Reached & { file: string })[] = [{ id: null, node: start, file }];
  const reached: Reached[] = [];
  for (let one = waiting.pop(); one; one = waiting.pop()) {
    reached.push(one);
    for (const id of referencesIn(one.node, code.scopes.get(one.file), beside)) {
      const part = code.parts.get(id);
      if (!part || seen.has(id) || ofTheRoad.test(id)) continue;
      seen.add(id);
      waiting.push({ id, node: part.node, file: part.file });
    }
  }
  return reached;
}

function referencesIn(node: ts.Node, scope: Scope | undefined, beside: boolean): Name[] {
  if (!scope) return [];
  const found: Name[] = [];
  const visit = (at: ts.Node): void => {
    if (beside && ts.isCallExpression(at) && roads.includes(at.expression.getText())) return;
    if (ts.isPropertyAccessExpression(at) && ts.isIdentifier(at.expression)) {
      const behind = scope.modules.get(at.expression.text);
      if (behind !== undefined) found.push(`${behind}#${at.name.text}`);
    }
    if (ts.isIdentifier(at)) {
      const name = scope.names.get(at.text);
      if (name !== undefined) found.push(name);
    }
    if (!ts.isTypeNode(at)) ts.forEachChild(at, visit);
  };
  ts.forEachChild(node, visit);
  return found;
}

/** Whether the code itself changes rows; only lib/db reaches the database. */
function writes({ id, node }: Reached): boolean {
  if (!id?.startsWith('lib/db/')) return false;
  let found = false;
  const visit = (at: ts.Node): void => {
    if (ts.isPropertyAccessExpression(at) && writing.test(at.name.text)) {
      // `tx.rule.update(…)`, never `hash.update(…)`.
      if (at.name.text.startsWith('$') || ts.isPropertyAccessExpression(at.expression)) found = true;
    }
    if (
      (ts.isNoSubstitutionTemplateLiteral(at) || ts.isTemplateExpression(at) || ts.isStringLiteral(at)) &&
      /^.?\s*(WITH\b[\s\S]*?\b)?(INSERT INTO|UPDATE "?\w+"?\s+SET|DELETE FROM)\b/i.test(at.getText())
    )
      found = true;
    if (!found) ts.forEachChild(at, visit);
  };
  visit(node);
  return found;
}

/** Whether the code calls that guard for this verb, or for one that it was handed. */
function says({ node }: Reached, guard: string, verb: string | null): boolean {
  const at = guard === 'authorize' ? 1 : 2;
  let found = false;
  const visit = (one: ts.Node): void => {
    if (ts.isCallExpression(one) && one.expression.getText() === guard) {
      const given = one.arguments[at];
      if (given && (verb === null || !ts.isStringLiteral(given) || given.text === verb)) found = true;
    }
    if (!found) ts.forEachChild(one, visit);
  };
  visit(node);
  return found;
}

/** The bodies of transactions that the code begins, with the verb where it names one. */
function transactionsIn(node: ts.Node): { verb: string | null; body: ts.Node }[] {
  const found: { verb: string | null; body: ts.Node }[] = [];
  const visit = (at: ts.Node): void => {
    if (ts.isCallExpression(at) && roads.includes(at.expression.getText())) {
      const verb = at.arguments.find(
        (given): given is ts.StringLiteral => ts.isStringLiteral(given) && given.text.includes('.'),
      );
      const body = at.arguments.find((given) => ts.isArrowFunction(given) || ts.isFunctionExpression(given));
      found.push({ verb: verb?.text ?? null, body: body ?? at });
    }
    ts.forEachChild(at, visit);
  };
  visit(node);
  return found;
}

function read(sources: readonly Source[]): Code {
  const files = new Set(sources.map(({ file }) => withoutEnding(file)));
  const parts = new Map<Name, Part>();
  const scopes = new Map<string, Scope>();
  for (const source of sources) {
    const file = withoutEnding(source.file);
    const names = new Map<string, Name>();
    const modules = new Map<string, string>();
    const paths = importsOf(source);
    let next = 0;
    for (const statement of parse(source).statements) {
      for (const [name, node] of declared(statement)) {
        parts.set(`${file}#${name}`, { file, name, node });
        names.set(name, `${file}#${name}`);
      }
      if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) continue;
      const specifier = statement.moduleSpecifier;
      if (!specifier || !ts.isStringLiteral(specifier) || !/^(\.|@\/)/.test(specifier.text)) continue;
      const to = paths[next++]?.to ?? '';
      const bindings = ts.isImportDeclaration(statement) ? statement.importClause?.namedBindings : undefined;
      if (!files.has(to) || !bindings) continue;
      if (ts.isNamespaceImport(bindings)) modules.set(bindings.name.text, to);
      else
        for (const { name, propertyName } of bindings.elements)
          names.set(name.text, `${to}#${(propertyName ?? name).text}`);
    }
    scopes.set(file, { names, modules });
  }
  return { parts, scopes };
}

function declared(statement: ts.Statement): [string, ts.Node][] {
  if (ts.isFunctionDeclaration(statement) && statement.name) return [[statement.name.text, statement]];
  if (!ts.isVariableStatement(statement)) return [];
  return statement.declarationList.declarations.flatMap((one): [string, ts.Node][] =>
    ts.isIdentifier(one.name) ? [[one.name.text, one]] : [],
  );
}

/** Functions of use cases that are called from outside of them, as file#function. */
export function entriesOf(callers: readonly Source[]): Set<string> {
  const found = new Set<string>();
  for (const caller of callers) {
    const paths = importsOf(caller);
    let next = 0;
    for (const statement of parse(caller).statements) {
      if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) continue;
      const specifier = statement.moduleSpecifier;
      if (!specifier || !ts.isStringLiteral(specifier) || !/^(\.|@\/)/.test(specifier.text)) continue;
      const to = paths[next++]?.to ?? '';
      const bindings = ts.isImportDeclaration(statement) ? statement.importClause?.namedBindings : undefined;
      if (to.startsWith('lib/usecases/') && bindings && ts.isNamedImports(bindings))
        for (const { name, propertyName } of bindings.elements)
          found.add(`${to}#${(propertyName ?? name).text}`);
    }
  }
  return found;
}

function withoutEnding(file: string): string {
  return file.replace(/\.tsx?$/, '');
}
