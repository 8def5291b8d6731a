const [start, end] = ['<!-- generated: npm run docs:tables -->', '<!-- end of the generated part -->'];

/** The generated part of a document. @refuses a document without its two marks */
export function generatedPart(document: string): string {
  const [from, to] = [document.indexOf(start), document.indexOf(end)];
  if (from === -1 || to < from) throw new Error('The document has lost the marks of its generated part.');
  return document.slice(from + start.length, to).trim();
}

export function withGeneratedPart(document: string, part: string): string {
  generatedPart(document);
  return `${document.slice(0, document.indexOf(start) + start.length)}\n${part}\n${document.slice(document.indexOf(end))}`;
}
