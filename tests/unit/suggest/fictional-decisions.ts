import type { ExternalCourse, Precedent, Target } from '@/lib/suggest/precedent';

/** A course from elsewhere with what is not given left empty. */
export function course(code: string, title: string, credits = '3', description = ''): ExternalCourse {
  return { code, title, credits, description };
}

const target = (id: string, title: string, credits: string, description = ''): Target => ({
  id,
  title,
  credits,
  description,
  kind: title.endsWith('Elective') ? 'elective' : 'course',
});

/** The list of an institution that does not exist. */
export const catalog: readonly Target[] = [
  target('CHEM 1100', 'Chemistry I', '4', 'Atoms, bonds, reactions and the periodic table.'),
  target('CHEM 1200', 'Chemistry II', '4', 'Equilibrium, kinetics and electrochemistry.'),
  target('CHEM 1000', 'Chemistry Elective', ''),
  target('MATH 1010', 'Calculus I', '4', 'Limits, derivatives and integrals of one variable.'),
  target('MATH 1020', 'Calculus II', '4', 'Techniques of integration, sequences and series.'),
  target('MATH 2400', 'Introduction to Differential Equations', '4', 'First order equations and systems.'),
  target('MATH 1000', 'Mathematics Elective', ''),
  target('HIST 1000', 'History Elective', ''),
  target(
    'HIST 2500',
    'History of Seafaring',
    '4',
    'Ships, harbours, navigation and trade through five centuries.',
  ),
  target(
    'PSYC 1200',
    'Introduction to Psychological Science',
    '4',
    'Perception, memory, behavior and the brain.',
  ),
  target('LANG 1000', 'Foreign Languages Elective', ''),
  target(
    'OCEA 2100',
    'Marine Ecology',
    '4',
    'Kelp forests, coral reefs and plankton: how organisms of the sea live together.',
  ),
  target(
    'CSCI 1100',
    'Computer Science I',
    '4',
    'Programs, loops, functions and lists in a scripting language.',
  ),
  target('CSCI 1200', 'Data Structures', '4', 'Trees, hash tables and the cost of algorithms.'),
  target('MUSC 4100', 'Orchestral Conducting', '4', 'Scores, gestures and rehearsals.'),
];

const colleges = [
  'Harbour College',
  'Mill Lane College',
  'Northgate Institute',
  'Quarry Hill College',
  'Saltmarsh College',
  'Windmill State',
];

const decided: readonly (readonly [string[], ExternalCourse[]])[] = [
  [['CHEM 1100'], [course('CHE 101', 'General Chemistry I', '4')]],
  [['CHEM 1200'], [course('CHE 102', 'General Chemistry II', '4')]],
  [['CHEM 1000'], [course('CHE 090', 'Chemistry in the Kitchen')]],
  [['MATH 1010'], [course('MAT 121', 'Calculus I', '4', 'Limits and derivatives.')]],
  [['MATH 1020'], [course('MAT 122', 'Calculus II', '4', 'Integration and series.')]],
  [['MATH 2400'], [course('MAT 221', 'Differential Equations', '4')]],
  [['NONE'], [course('MAT 050', 'Precalculus')]],
  [['NONE'], [course('STU 100', 'First Year Seminar', '1')]],
  [['HIST 1000'], [course('HIS 111', 'History of the Ancient World')]],
  [['HIST 1000'], [course('HIS 112', 'History of the Modern World')]],
  [['PSYC 1200'], [course('PSY 101', 'Introduction to Psychology')]],
  [['LANG 1000'], [course('SPA 101', 'Elementary Spanish I', '4')]],
  [['LANG 1000'], [course('FRE 101', 'Elementary French I', '4')]],
  [['CSCI 1100'], [course('CIS 110', 'Introduction to Programming', '4')]],
  [['CSCI 1200'], [course('CIS 120', 'Data Structures and Algorithms', '4')]],
  [
    ['CHEM 1100', 'CHEM 1200'],
    [course('CHE 101', 'General Chemistry I', '4'), course('CHE 102', 'General Chemistry II', '4')],
  ],
];

/** What that institution decided for six colleges that do not exist either. */
export const precedents: readonly Precedent[] = colleges.flatMap((family, college) =>
  decided.map(([targets, external], row) => ({ id: `p-${college}-${row}`, family, external, targets })),
);
