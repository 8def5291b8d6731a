/** Words that are one kind of thing to whoever decides, under a name of the kind: which language is taught seldom matters for where it is put. Our own list. */
const kinds: Record<string, string> = {
  naturallanguage:
    'spanish french german italian latin greek arabic japanese chinese mandarin korean russian portuguese hebrew hindi urdu polish swahili turkish vietnamese swedish danish norwegian dutch persian farsi armenian irish sanskrit asl language',
  programminglanguage:
    'java python cobol cplusplus csharp dotnet fortran pascal javascript basic perl php ruby matlab sql assembly programming',
  era: 'ancient medieval renaissance colonial century war revolution reconstruction modern civilization history',
  region:
    'american europe european africa african asia asian latin america western east eastern world united states england',
  performance:
    'theatre theater acting drama dance choir chorus ensemble band orchestra chorale voice piano guitar',
  visualart: 'drawing painting sculpture ceramics photography printmaking design color film cinema',
  genre: 'literature poetry novel fiction shakespeare drama story stories',
  religion: 'religion religions bible christian islam judaism buddhism theology',
  faculty: 'freshman seminar college orientation success career experience',
  health: 'health nutrition wellness fitness stress medical nursing',
  social:
    'sociology anthropology criminology gender women race ethnic society social politics political government',
};

const kindsOf = new Map<string, string[]>();
for (const [kind, words] of Object.entries(kinds))
  for (const word of words.split(' ')) kindsOf.set(word, [...(kindsOf.get(word) ?? []), `:${kind}`]);

/** The kinds of thing that the words of a title name, each once. */
export function conceptsOf(words: readonly string[]): string[] {
  return [...new Set(words.flatMap((word) => kindsOf.get(word) ?? []))];
}
