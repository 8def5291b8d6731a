import ts from 'typescript';
import { parse, type Source } from './sources';

const isTitle = (node: ts.Expression): boolean =>
  (ts.isIdentifier(node) && /^(title|\w+Title)$/.test(node.text)) ||
  (ts.isPropertyAccessExpression(node) && /^(title|\w+Title)$/.test(node.name.text));

/** What stands in the text of an element and is called a title; what is handed to a part as `title` is that part's to show. */
export function titlesPrintedIn(source: Source): string[] {
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
    if (isTitle(node)) found.push(node.getText());
  };
  const visit = (node: ts.Node): void => {
    if (ts.isJsxExpression(node) && node.expression && !ts.isJsxAttribute(node.parent))
      printed(node.expression);
    ts.forEachChild(node, visit);
  };
  visit(parse(source));
  return found;
}
