import { readOptions, runCommand } from './command-line';
import { examine } from './doctor/examine';
import { exitCodeOf, type Finding, lineOf } from './doctor/finding';
import { homeFolder } from './project';
import { readSettings } from './settings';

// Looks at everything that an installation rests on and says what it found, a line each; it changes nothing:
//   npm run doctor
// Exit code: 0 when nothing is broken, else 1.
readSettings();

await runCommand(async () => {
  readOptions('npm run doctor', {}, 0);
  const findings: Finding[] = [];
  await examine(homeFolder(), process.env, (finding) => {
    findings.push(finding);
    console.log(lineOf(finding));
  });
  const count = (state: Finding['state']) => findings.filter((finding) => finding.state === state).length;
  console.log(`\n${count('broken')} broken, ${count('look')} to look at, ${count('ok')} ok`);
  return exitCodeOf(findings);
});
