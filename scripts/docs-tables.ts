import { readFileSync, writeFileSync } from 'node:fs';
import { inProject } from './project';
import { accessMatrix, authorizationTable } from './tables/access';
import { withGeneratedPart } from './tables/generated-part';
import { privacyTable } from './tables/privacy';

// Writes the tables that documents take from the code. Read the difference before committing it: it is a change of who may do what.
for (const [name, part] of [
  ['authorization', authorizationTable()],
  ['privacy', privacyTable()],
] as const) {
  const file = inProject('docs', `${name}.md`);
  writeFileSync(file, withGeneratedPart(readFileSync(file, 'utf8'), part));
}
writeFileSync(inProject('tests', 'fixtures', 'access-matrix.txt'), accessMatrix());
