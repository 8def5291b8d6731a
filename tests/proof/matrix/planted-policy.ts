import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { can } from '@/lib/access/can';
import { readProject } from './read-project';
import { inProject } from '@/scripts/project';

/** One line of the policy taken away, in the text of lib/access. */
export interface PlantedPolicy {
  name: string;
  file: 'can.ts' | 'actor.ts';
  text: string;
}

const line = /^ {2}'(?<permission>[a-zA-Z]+\.[a-zA-Z]+)': \[(?<checks>.*)\],$/gm;
const helper =
  /^const (?<name>notAuthor|author|assigned|notRecused|notImporter|notSoleReviewer|notOneself|notInvolved|notProposer|proposer|chairOfStage|readsDeliberation): Check = /gm;

/** Every single removal: each check of each line, each line as a whole, each check's own meaning, and the two conditions before all lines. */
export function plantedPolicies(): PlantedPolicy[] {
  const [policy, actor] = [readProject('lib', 'access', 'can.ts'), readProject('lib', 'access', 'actor.ts')];
  const planted: PlantedPolicy[] = [];
  for (const match of policy.matchAll(line)) {
    const { permission = '', checks = '' } = match.groups ?? {};
    const parts = checks.match(/\w+(\([^)]*\))?/g) ?? [];
    const withChecks = (left: readonly string[]) =>
      policy.replace(match[0], `  '${permission}': [${left.join(', ')}],`);
    for (const part of parts.filter((one) => one !== 'staff'))
      planted.push({
        name: `${permission}: without ${part}`,
        file: 'can.ts',
        text: withChecks(parts.filter((one) => one !== part)),
      });
    planted.push({
      name: `${permission}: for anybody`,
      file: 'can.ts',
      text: policy.replace(match[0], `  '${permission}': anybody,`),
    });
  }
  for (const match of policy.matchAll(helper)) {
    const { name = '' } = match.groups ?? {};
    planted.push({
      name: `${name} asks nothing`,
      file: 'can.ts',
      text: policy.replace(
        match[0],
        `const ${name}: Check = () => null;\nexport const unused_${name}: Check = `,
      ),
    });
  }
  const without = (name: string, file: PlantedPolicy['file'], source: string, part: string, instead = '') => {
    if (!source.includes(part))
      throw new Error(`${file} has no “${part}” any more; say in planted-policy.ts what became of it.`);
    planted.push({ name, file, text: source.replace(part, instead) });
  };
  without(
    'another institution counts as one’s own',
    'can.ts',
    policy,
    `  if (resource.tenantId !== actor.tenantId) return { allowed: false, reason: 'access/other-institution' };\n`,
  );
  without(
    'a failed check is passed over',
    'can.ts',
    policy,
    'if (reason) return { allowed: false, reason };',
    'void reason;',
  );
  without(
    'a department’s role counts everywhere',
    'actor.ts',
    actor,
    ' || held.departmentId === departmentId)',
    ' || true)',
  );
  without(
    'any role counts as the one asked for',
    'actor.ts',
    actor,
    'roles.includes(held.role)',
    'roles.length > 0',
  );
  return planted;
}

/** The policy with that removal, as a function to ask. The working tree is only read. */
export async function withPlanted({ file, text }: PlantedPolicy, index: number): Promise<typeof can> {
  const folder = inProject('.cache', 'controls', `${process.pid}-${index}`);
  mkdirSync(folder, { recursive: true });
  for (const name of ['can.ts', 'actor.ts', 'permission.ts', 'stage-roles.ts'])
    writeFileSync(path.join(folder, name), name === file ? text : readProject('lib', 'access', name));
  try {
    return ((await import(pathToFileURL(path.join(folder, 'can.ts')).href)) as { can: typeof can }).can;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
