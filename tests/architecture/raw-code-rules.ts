import ts from 'typescript';
import { parse, type Source } from './sources';

// Codes of the program (states, roles, kinds, units) and where they would be printed as they are. Read by syntax: a type checker
// over all pages takes a minute, and the names of the fields say the same.

const isWord = (node: ts.Node): boolean => ts.isLiteralTypeNode(node) && ts.isStringLiteral(node.literal);
const isNothing = (node: ts.Node): boolean =>
  (ts.isLiteralTypeNode(node) && node.literal.kind === ts.SyntaxKind.NullKeyword) ||
  node.kind === ts.SyntaxKind.UndefinedKeyword;

/** Names of fields that hold a code: those whose type is a list of words, or is called like one. */
export function fieldsOfCodes(sources: readonly Source[]): Set<string> {
  const lists = new Set<string>();
  for (const source of sources)
    for (const statement of parse(source).statements) {
      if (ts.isTypeAliasDeclaration(statement) && isListOfWords(statement.type))
        lists.add(statement.name.text);
      if (!ts.isVariableStatement(statement)) continue;
      for (const { name, initializer } of statement.declarationList.declarations)
        if (initializer && isEnum(initializer)) lists.add(name.getText());
    }
  const isList = (type: ts.TypeNode): boolean =>
    isListOfWords(type) ||
    (ts.isTypeReferenceNode(type) && lists.has(type.typeName.getText())) ||
    (ts.isUnionTypeNode(type) &&
      type.types.some(isList) &&
      type.types.every((one) => isList(one) || isNothing(one)));
  const fields = new Map<string, boolean>();
  const note = (name: string, holds: boolean) => fields.set(name, (fields.get(name) ?? false) || holds);
  for (const source of sources) {
    const visit = (node: ts.Node): void => {
      if (ts.isPropertySignature(node) && node.type) note(node.name.getText(), isList(node.type));
      if (ts.isPropertyAssignment(node) && isSchema(node.initializer))
        note(node.name.getText(), isEnum(node.initializer) || lists.has(rootOf(node.initializer)));
      ts.forEachChild(node, visit);
    };
    visit(parse(source));
  }
  return new Set([...fields].filter(([, holds]) => holds).map(([name]) => name));
}

function isListOfWords(type: ts.TypeNode): boolean {
  return (
    ts.isUnionTypeNode(type) &&
    type.types.some(isWord) &&
    type.types.every((one) => isWord(one) || isNothing(one))
  );
}

/** The name or call that a chain of a schema begins with: `z.enum` of `z.enum([…]).optional()`, `Role` of `Role.nullable()`. */
function rootOf(node: ts.Expression): string {
  if (ts.isCallExpression(node)) return rootOf(node.expression);
  if (ts.isPropertyAccessExpression(node))
    return ts.isIdentifier(node.expression) && node.expression.text === 'z'
      ? node.getText()
      : rootOf(node.expression);
  return node.getText();
}
const isEnum = (node: ts.Expression): boolean => rootOf(node) === 'z.enum';
const isSchema = (node: ts.Expression): boolean =>
  rootOf(node).startsWith('z.') || /^[A-Z]\w*$/.test(rootOf(node));

const said = /^(aria-label|title|alt|label|placeholder|hint|lede|kicker|caption|head|question|trigger)$/;

/** Places of a page where a field that holds a code is printed as it is. */
export function rawCodesIn(source: Source, fields: ReadonlySet<string>): string[] {
  const found: string[] = [];
  const printed = (node: ts.Expression): void => {
    if (ts.isParenthesizedExpression(node)) return printed(node.expression);
    if (ts.isConditionalExpression(node)) {
      printed(node.whenTrue);
      return printed(node.whenFalse);
    }
    if (ts.isBinaryExpression(node)) {
      if (node.operatorToken.kind !== ts.SyntaxKind.AmpersandAmpersandToken) printed(node.left);
      return printed(node.right);
    }
    if (ts.isTemplateExpression(node))
      return node.templateSpans.forEach(({ expression }) => printed(expression));
    const name = ts.isPropertyAccessExpression(node)
      ? node.name.text
      : ts.isIdentifier(node)
        ? node.text
        : null;
    if (name !== null && fields.has(name)) found.push(node.getText());
  };
  const visit = (node: ts.Node): void => {
    if (ts.isJsxExpression(node) && node.expression) {
      const { parent } = node;
      if (!ts.isJsxAttribute(parent) || said.test(parent.name.getText())) printed(node.expression);
    }
    // A cell of a table, or a value of a sentence.
    if (ts.isPropertyAssignment(node) && /^(cell|label)$/.test(node.name.getText())) {
      const { initializer } = node;
      if (ts.isArrowFunction(initializer)) {
        if (!ts.isBlock(initializer.body)) printed(initializer.body);
      } else printed(initializer);
    }
    ts.forEachChild(node, visit);
  };
  visit(parse(source));
  return found;
}
