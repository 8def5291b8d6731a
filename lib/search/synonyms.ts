import { tokensOf, named } from './tokens';

/**
 * Names of the field that mean the same. A short list on purpose: what an abbreviation in this list stands for is what nearly every entry
 * that has it means.
 * @source the abbreviations stand written out beside their short forms in titles of IMS/1EdTech, CompTIA, ISC2, PMI, IIBA, AXELOS, Google,
 * Microsoft and AWS certificates; "microcredential": UNESCO 2022, "Towards a common definition of micro-credentials"
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
  ['pm', 'project management'],
  ['bi', 'business intelligence'],
  ['seo', 'search engine optimization', 'search engine optimisation'],
  ['oop', 'object oriented programming'],
  ['dsa', 'data structures and algorithms'],
  ['gis', 'geographic information systems', 'geographic information system'],
  ['aws', 'amazon web services'],
  ['gcp', 'google cloud platform'],
  ['k8s', 'kubernetes'],
  ['js', 'javascript'],
  ['ts', 'typescript'],
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
  ['devsecops', 'dev sec ops'],
  ['crm', 'customer relationship management'],
  ['erp', 'enterprise resource planning'],
  ['rpa', 'robotic process automation'],
  ['cv', 'computer vision'],
  ['rl', 'reinforcement learning'],
  ['sd', 'sustainable development'],
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
