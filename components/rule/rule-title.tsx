/** RuleTitle: title, named? (the certificates of the mapping, where they are at hand). A mapping that is called like its certificate is said in the language of that. */
import { EntryTitle } from '@/components/catalog/entry-title';

type Named = { title: string; language: string | null };

export function RuleTitle({ title, named: [first] = [] }: { title: string; named?: readonly Named[] }) {
  return first?.title === title ? <EntryTitle title={title} language={first.language} /> : <bdi>{title}</bdi>;
}
