import { createVitest } from 'vitest/node';

// One Vitest that stays: it reads its configuration and the sources once, and then only what a fault changed. Started in a copy of the
// product by scripts/test-mutation.ts, which says which tests to run and ends it when they never do.

/** Runs those test files, and says when they are through. */
export interface Task {
  /** Absolute paths of the files that have changed since the last task; of others what was read stays. */
  changed: readonly string[];
  project: 'unit' | 'integration';
  /** Files, or folders of them. */
  tests: readonly string[];
}
export interface Answer {
  passed: boolean;
  /** The first test that failed, or its file where it could not even be read. */
  noticedBy: string;
  /** The file of that test; none where something failed outside of any. */
  file?: string;
}

let answer: Answer = { passed: true, noticedBy: '' };
const noticed = (noticedBy: string, file?: string) => {
  if (answer.passed) answer = { passed: false, noticedBy, ...(file !== undefined && { file }) };
};
/** Said with the name of the test: on a busy machine a test may run out of time without any fault. */
const howEnded = (errors: readonly { message: string }[] = []) =>
  errors.some(({ message }) => message.includes('timed out')) ? ' (out of time)' : '';
// Without `bail`: what a run that was broken off still reports would count for the next one.
const vitest = await createVitest('test', {
  config: 'tests/vitest.config.ts',
  project: ['unit', 'integration', 'integration-apart'],
  watch: false,
  fileParallelism: false,
  silent: true,
  reporters: [
    {
      onTestCaseResult(test) {
        const { state, errors } = test.result();
        if (state === 'failed') noticed(`${test.fullName}${howEnded(errors)}`, test.module.relativeModuleId);
      },
      onTestModuleEnd(module) {
        const { relativeModuleId: file } = module;
        if (!module.ok()) noticed(`${file}${howEnded(module.errors())}`, file);
      },
      // The other arguments tell of all modules that were ever run.
      onTestRunEnd(_modules, errors) {
        for (const { message } of errors) noticed(message);
      },
    },
  ],
});

let busy = Promise.resolve();
process.on('message', ({ changed, project, tests }: Task) => {
  busy = busy.then(async () => {
    for (const file of changed) vitest.invalidateFile(file);
    const found = await vitest.globTestSpecifications([...tests]);
    const wanted = found.filter((specification) => specification.project.name.startsWith(project));
    if (wanted.length < tests.length) throw new Error(`No such tests: ${tests.join(', ')}`);
    answer = { passed: true, noticedBy: '' };
    await vitest.runTestSpecifications(wanted);
    process.send?.(answer);
  });
});
process.send?.('ready');
