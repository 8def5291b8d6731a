import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { inProject } from '@/scripts/project';
import { throwAwayHome } from '@/tests/support/throw-away';

/** Whether a package that wants to run a program while it is installed gets to, under the project's settings for npm. */
function springs(...more: string[]): boolean {
  const folder = throwAwayHome('trap');
  try {
    const [project, trap, sprung] = ['project', 'trap', 'sprung'].map((name) => path.join(folder, name)) as [
      string,
      string,
      string,
    ];
    for (const place of [project, trap]) mkdirSync(place);
    const run = `node -e "require('fs').writeFileSync('${sprung}', '')"`;
    writeFileSync(
      path.join(trap, 'package.json'),
      JSON.stringify({
        name: 'trap',
        version: '1.0.0',
        scripts: { preinstall: run, install: run, postinstall: run, prepare: run },
      }),
    );
    for (const name of ['.npmrc', 'package.json']) copyFileSync(inProject(name), path.join(project, name));
    // Of the settings, and of nothing else: neither the project's own dependencies nor what the npm that runs this test was told.
    execFileSync(
      'npm',
      ['pkg', 'delete', 'dependencies', 'devDependencies', 'optionalDependencies', 'overrides'],
      {
        cwd: project,
        env: plainEnvironment(),
      },
    );
    execFileSync(
      'npm',
      ['install', '--offline', '--no-audit', '--no-fund', '--install-links', ...more, trap],
      { cwd: project, env: plainEnvironment(), stdio: 'pipe' },
    );
    expect(existsSync(path.join(project, 'node_modules', 'trap', 'package.json'))).toBe(true);
    return existsSync(sprung);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function plainEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name)),
  ) as NodeJS.ProcessEnv;
}

test('abuse 35: a package runs nothing while it is installed', () => {
  expect(springs()).toBe(false);
});

test('control: the same package does where scripts are let run', () => {
  expect(springs('--ignore-scripts=false')).toBe(true);
});
