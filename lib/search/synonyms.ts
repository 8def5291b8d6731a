import { tokensOf, named } from './tokens';

/**
 * Names of the field that mean the same. A short list on purpose: a short form is in it only where nearly every entry that has it means
 * this by it.
 * @source names that stand beside each other in public course lists of Coursera, edX and Udacity, or that a maker uses itself (Kubernetes,
 * PostgreSQL, TOEFL); "microcredential": UNESCO 2022, "Towards a common definition of micro-credentials"
 */
const same: readonly (readonly string[])[] = [
  ['ml', 'machine learning'],
  ['ai', 'artificial intelligence', 'ia'],
  ['genai', 'gen ai', 'generative ai', 'generative artificial intelligence'],
  ['nlp', 'natural language processing'],
  ['llm', 'llms', 'large language models', 'large language model'],
  ['iot', 'internet of things'],
  ['ux', 'user experience'],
  ['ui', 'user interface'],
  ['hr', 'human resources', 'human resource'],
  ['bi', 'business intelligence'],
  ['seo', 'search engine optimization', 'search engine optimisation'],
  ['oop', 'object oriented programming'],
  ['gis', 'geographic information systems', 'geographic information system'],
  ['aws', 'amazon web services'],
  ['gcp', 'google cloud platform'],
  ['k8s', 'kubernetes'],
  ['js', 'javascript'],
  ['postgres', 'postgresql'],
  ['stats', 'statistics'],
  ['maths', 'math', 'mathematics'],
  ['intro', 'introduction'],
  ['fundamentals', 'basics', 'foundations', 'essentials'],
  ['exam', 'test', 'examination'],
  ['prep', 'preparation'],
  ['cert', 'certificate', 'certification'],
  ['esl', 'english as a second language'],
  ['toefl', 'test of english as a foreign language'],
  ['sustainability', 'sustainable development'],
  ['coding', 'programming'],
  ['infosec', 'information security'],
  ['crm', 'customer relationship management'],
  ['erp', 'enterprise resource planning'],
  ['rpa', 'robotic process automation'],
  ['rl', 'reinforcement learning'],
  ['mooc', 'massive open online course'],
  ['microcredential', 'micro credential', 'microcredentials', 'micro credentials'],
];

const table = new Map<string, string[][]>();
for (const group of same) {
  const read = group.map((name) => tokensOf(name).map(named));
  for (const words of read)
    table.set(words.join(' '), [
      ...(table.get(words.join(' ')) ?? []),
      ...read.filter((other) => other !== words),
    ]);
}
/** Most words of a name that has another. @units words */
export const longestName = Math.max(...[...table.keys()].map((key) => key.split(' ').length));

/** The other names, each as its words, of what these folded words name together. */
export function otherNames(words: readonly string[]): readonly string[][] {
  return table.get(words.join(' ')) ?? [];
}
