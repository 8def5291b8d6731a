import ts from 'typescript';
import { parse, type Source } from './sources';

/** A text that somebody would read: it begins like a sentence and has at least three words. */
const sentence = /^[A-Z][\w'’-]*[,:;]?( [\w'’“”"(){}$.,:;/%-]+){2,}/;
/** What a schema says of a value. */
const demand = /^must (be|have|name|not) /;
const query = /\b(SELECT|FROM|WHERE|CASE WHEN|ORDER BY|LEFT JOIN|AND) /;
const drawing = /^M[\d.]/;

/** Where words are for somebody else: who writes a case or a file by hand reads what must stand there, in the language of its keys. */
const forWriters =
  /^lib\/(credit|amount)\/|^lib\/import\/columns\.ts$|^lib\/usecases\/account\/sign-in-demonstration\.ts$/;

/** Words of ours that stand in code: they belong into messages, where they can be translated. What is thrown as a bug is for us. */
export function sentencesIn(source: Source): string[] {
  if (forWriters.test(source.file)) return [];
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (isForUs(node)) return;
    if (ts.isStringLiteralLike(node) && !ts.isImportDeclaration(node.parent) && reads(node.text))
      found.push(node.text);
    if (ts.isTemplateExpression(node)) {
      const text = [node.head.text, ...node.templateSpans.map(({ literal }) => `{}${literal.text}`)].join('');
      if (reads(text)) found.push(text);
    }
    if (ts.isJsxText(node) && reads(node.text.trim().replaceAll(/\s+/g, ' '))) found.push(node.text.trim());
    ts.forEachChild(node, visit);
  };
  visit(parse(source));
  return found;
}

function reads(text: string): boolean {
  return (sentence.test(text) || demand.test(text)) && !query.test(text) && !drawing.test(text);
}

/** Errors that only a bug makes, the log, classes of the look, queries, types. */
function isForUs(node: ts.Node): boolean {
  // The trail is written once and read as it was written.
  if (ts.isPropertyAssignment(node)) return node.name.getText() === 'summary';
  if (ts.isTypeNode(node) || ts.isTaggedTemplateExpression(node)) return true;
  if (ts.isJsxAttribute(node)) return node.name.getText() === 'className';
  if (ts.isNewExpression(node)) return /Error$/.test(node.expression.getText());
  if (ts.isCallExpression(node))
    return /^(log\.\w+|console\.\w+|clsx|\w+\.\$\w+Unsafe|\w+(\.\w+)*\.(query|addIssueForUs))$/.test(
      node.expression.getText(),
    );
  return false;
}

/** Reasons of refusals and remarks, `rule/reason-missing`, that the code names. */
export function reasonsIn(source: Source): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return;
    if (
      ts.isStringLiteralLike(node) &&
      /^[a-z-]+(\/[a-z-]+)+$/.test(node.text) &&
      !mediaTypes.test(node.text)
    )
      found.push(node.text);
    // `field/at-least ${min}`: the values stand behind the reason.
    if (ts.isTemplateExpression(node) && /^[a-z-]+(\/[a-z-]+)+ $/.test(node.head.text))
      found.push(node.head.text.trim());
    ts.forEachChild(node, visit);
  };
  visit(parse(source));
  return found;
}

/** Reasons that the code refuses with by name. */
export function refusedWith(source: Source): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const isRefusal =
      (ts.isCallExpression(node) || ts.isNewExpression(node)) &&
      /^(refuse|Refusal)$/.test(node.expression.getText());
    const reason = isRefusal ? node.arguments?.[1] : undefined;
    if (reason) found.push(...reasonsBelow(reason));
    ts.forEachChild(node, visit);
  };
  visit(parse(source));
  return found;
}

function reasonsBelow(node: ts.Node): string[] {
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isConditionalExpression(node))
    return [...reasonsBelow(node.whenTrue), ...reasonsBelow(node.whenFalse)];
  return [];
}

const mediaTypes = /^(application|image|text|multipart)\//;
