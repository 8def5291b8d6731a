import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { runNode } from '@/scripts/child';
import { sources } from '@/scripts/product/build';
import { inProject } from '@/scripts/project';

/** The first step of a change as the next version would make it: departments get a motto, which old rows do not have. */
const planted: readonly { file: string; from: string; to: string }[] = [
  {
    file: 'prisma/schema/institution.prisma',
    from: '  isArchived Boolean @default(false) @map("is_archived")\n',
    to: '  isArchived Boolean @default(false) @map("is_archived")\n  motto      String?\n',
  },
  {
    file: 'lib/db/departments.ts',
    from: '(tenant_id, id, code, name)\n    SELECT ${department.tenantId}::uuid, ${department.id}::uuid, ${department.code}, ${department.name}\n',
    to: '(tenant_id, id, code, name, motto)\n    SELECT ${department.tenantId}::uuid, ${department.id}::uuid, ${department.code}, ${department.name}, ${`motto of ${department.code}`}\n',
  },
  {
    file: 'lib/db/institutions.ts',
    from: 'rows.map(({ tenantId: _, ...department }) => department)',
    to: 'rows.map(({ tenantId: _, motto, ...department }) => ({ ...department, name: motto ? `${department.name} (${motto})` : department.name }))',
  },
];

export interface NextVersion {
  /** The folder of its build. */
  build: string;
  migrations: string;
}

/** Copies the project, plants the next version in it and builds that. @refuses when a place to plant in is gone or the build fails */
export async function buildNextVersion(folder: string): Promise<NextVersion> {
  mkdirSync(folder);
  for (const part of [...sources, 'prisma/prisma.config.ts', 'scripts'].filter((one) =>
    existsSync(inProject(one)),
  ))
    cpSync(inProject(part), path.join(folder, part), { recursive: true });
  copyOrLink(inProject('node_modules'), path.join(folder, 'node_modules'));
  for (const { file, from, to } of planted) {
    const text = readFileSync(path.join(folder, file), 'utf8');
    if (text.split(from).length !== 2)
      throw new Error(`${file} has changed: the next version finds no place for itself.`);
    writeFileSync(
      path.join(folder, file),
      text.replace(from, () => to),
    );
  }
  const migrations = path.join(folder, 'prisma', 'migrations');
  const step = path.join(migrations, '20980101000001_department_adds_motto');
  mkdirSync(step);
  writeFileSync(path.join(step, 'migration.sql'), 'ALTER TABLE "department" ADD COLUMN "motto" text;\n');
  await runNode(['--import', 'tsx', 'scripts/test.ts', 'build'], {
    cwd: folder,
    logFile: path.join(folder, 'build.log'),
  });
  return { build: path.join(folder, '.next', 'standalone'), migrations };
}

/** The bundler takes no link that leads out of the project; names for the same files are quick where the disk is the same one. */
function copyOrLink(from: string, to: string): void {
  try {
    execFileSync('cp', ['-al', from, to], { stdio: 'ignore' });
  } catch {
    cpSync(from, to, { recursive: true, verbatimSymlinks: true });
  }
}
