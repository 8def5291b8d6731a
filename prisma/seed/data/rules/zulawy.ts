import type { Calendar } from '../../calendar';
import {
  advice,
  all,
  any,
  atLeast,
  course,
  elective,
  exam,
  imported,
  levelOnly,
  mc,
  refused,
  reviewed,
  rule,
  type RuleData,
  stated,
  version,
  waiver,
} from './words';

const itSupport = 'google-it-support-professional-certificate';
const data = 'google-data-analytics-professional-certificate';
const first = 'EQF 6';

/** Politechnika Żuławska gives whole courses of the second or first cycle, and little for beginners' certificates. */
export function zulawyRules({ day }: Calendar): RuleData[] {
  return [
    rule(
      'PZ-01',
      'Google IT Support',
      'WI',
      version(
        mc(itSupport, { minScore: '80' }),
        [course('INF-110', 'EQF 5'), elective('Informatyka', '2', 'EQF 5')],
        imported(480),
        {
          note: 'Two courses’ worth of electives and INF-110; networks and operating systems need our own exams.',
        },
      ),
    ),
    rule(
      'PZ-02',
      'Google IT Support with the exam in networks',
      'WI',
      version(
        all(mc(itSupport, { minScore: '80' }), exam('INF-130 exam', '60')),
        [course('INF-110', 'EQF 5'), course('INF-130', first)],
        imported(320),
        { priority: 30, overrides: ['PZ-01'], note: 'Pass the exam of INF-130 in the usual session.' },
      ),
    ),
    rule(
      'PZ-03',
      'Google Data Analytics',
      'WM',
      version(mc(data), [elective('Analiza danych', '4', 'EQF 5')], imported(900), {
        basis: advice(
          data,
          'ECTS recommendation shown by Coursera',
          'Four credits of data analysis are what our elective counts.',
        ),
      }),
      version(
        mc(data, { minScore: '80' }),
        [course('MAT-230', first)],
        reviewed(200, 'published', { partly: 1 }),
        {
          claimWindow: { from: day(120) },
          basis: advice(
            data,
            'ECTS recommendation shown by Coursera',
            'Seven credits are advised; we count the course that is covered, four credits.',
          ),
          note: 'Four of the seven recommended credits, as a course.',
        },
      ),
    ),
    rule(
      'PZ-04',
      'Google Advanced Data Analytics',
      'WM',
      version(
        mc('google-advanced-data-analytics-professional-certificate', { minScore: '80', minEqf: 6 }),
        [
          [course('MAT-230', first), elective('Uczenie maszynowe', '3', first)],
          [elective('Analiza danych', '6', first)],
        ],
        imported(300),
        {
          basis: advice(
            'google-advanced-data-analytics-professional-certificate',
            'ECTS recommendation shown by Coursera',
            'Statistics and machine learning are counted, the introductory part is not.',
          ),
        },
      ),
    ),
    rule(
      'PZ-05',
      'Google Business Intelligence',
      'WI',
      version(
        mc('google-business-intelligence-professional-certificate', { minScore: '80' }),
        [elective('Hurtownie danych', '3', first)],
        imported(290),
        {
          basis: advice(
            'google-business-intelligence-professional-certificate',
            'ECTS recommendation shown by Coursera',
          ),
        },
      ),
    ),
    rule(
      'PZ-06',
      'Google Cybersecurity',
      'WI',
      version(
        mc('google-cybersecurity-professional-certificate', { minScore: '80', maxAge: { years: 3 } }),
        [elective('Bezpieczeństwo', '4', 'EQF 5')],
        imported(350),
        { note: 'As electives: INF-240 asks for proofs and programming.' },
      ),
    ),
    rule(
      'PZ-07',
      'CS50',
      'WI',
      version(
        mc('cs50-s-introduction-to-computer-science-harvard-university', { idVerified: true }),
        [course('INF-101', first)],
        imported(600),
        {},
      ),
    ),
    rule(
      'PZ-08',
      'Algorithms (Stanford)',
      'WI',
      version(
        mc('algorithms-stanford-university', { minScore: '85' }),
        [elective('Algorytmy', '4', first)],
        imported(270),
        { programs: ['INF-I'], note: 'Electives; the course itself needs our exam.' },
      ),
    ),
    rule(
      'PZ-09',
      'Deep Learning with Mathematics for Machine Learning',
      'WI',
      version(
        all(
          mc('deep-learning-deeplearning-ai'),
          mc('mathematics-for-machine-learning-and-data-science-deeplearning-ai'),
        ),
        [course('INF-401', 'EQF 7')],
        imported(410),
        { programs: ['INF-II'], note: 'Both specialisations are needed.' },
      ),
    ),
    rule(
      'PZ-10',
      'Two of four networking and Linux exams',
      'WI',
      version(
        atLeast(
          2,
          mc('cisco-ccna', { maxAge: { years: 5 } }),
          mc('comptia-network-plus', { maxAge: { years: 5 } }),
          mc('comptia-linux-plus', { maxAge: { years: 5 } }),
          mc('aws-certified-cloud-practitioner-clf-c01', { maxAge: { years: 5 } }),
        ),
        [[course('INF-130', first)], [course('INF-120', first)]],
        imported(820),
        { tags: ['EXAM'] },
      ),
    ),
    rule(
      'PZ-11',
      'Object-Oriented Programming (London)',
      'WI',
      version(
        mc('object-oriented-programming-university-of-london', { minScore: '70' }),
        [course('INF-102', first)],
        imported(270),
        {},
      ),
    ),
    rule(
      'PZ-12',
      'Mathematics for Engineers (HKUST)',
      'WM',
      version(
        mc('mathematics-for-engineers-the-hong-kong-university-of-science-and-technology', {
          minScore: '75',
        }),
        [course('MAT-110', first), elective('Matematyka', '2', first)],
        imported(510),
        {},
      ),
    ),
    rule(
      'PZ-13',
      'Mechanics (MITx)',
      'WE',
      version(
        mc('mechanics-kinematics-and-dynamics-massachusetts-institute-of-technology', { proctored: true }),
        [course('ELE-210', first)],
        imported(660),
        { note: 'With a proctored final exam.' },
      ),
    ),
    rule(
      'PZ-14',
      'Modern Robotics (Northwestern)',
      'WE',
      version(
        mc('modern-robotics-mechanics-planning-and-control-northwestern-university'),
        [course('ELE-310', first)],
        imported(230),
        {},
      ),
    ),
    rule(
      'PZ-15',
      'Circuits and semiconductors',
      'WE',
      version(
        any(
          mc('circuits-and-electronics-2-amplification-speed-and-delay-massachusetts-institute', {
            minScore: '60',
          }),
          mc('semiconductor-devices-iit-delhi', { proctored: true }),
        ),
        [stated('Elektronika', '3', first)],
        imported(440),
        {
          exclusive: 'electronics',
          note: 'As many credits as the hours stated, at 25 hours a credit, at most three.',
        },
      ),
    ),
    rule(
      'PZ-16',
      'Renewable energy (Queensland)',
      'WE',
      version(
        mc('energy-principles-and-renewable-energy-the-university-of-queensland', { maxAge: { months: 60 } }),
        [course('ELE-320', first)],
        imported(800),
        { note: 'The review is overdue; the rule stays in force until it is decided.' },
      ),
    ),
    rule(
      'PZ-17',
      'Google Project Management',
      'WZ',
      version(
        mc('google-project-management', { minScore: '80' }),
        [course('ZAR-210', first)],
        imported(380),
        {},
      ),
    ),
    rule(
      'PZ-18',
      'Microeconomics (MITx)',
      'WZ',
      version(
        mc('ap-microeconomics-massachusetts-institute-of-technology', { proctored: true }),
        [levelOnly('EQF 5', '2')],
        imported(690),
        {},
      ),
    ),
    rule(
      'PZ-19',
      'Basic Spanish 1',
      'SJO',
      version(
        mc('basic-spanish-1-getting-started-universitat-politecnica-de-valencia'),
        [course('SJO-110', 'EQF 5'), waiver('Lektorat, poziom A1')],
        imported(310),
        {},
      ),
    ),
    rule(
      'PZ-20',
      'IBM Data Science',
      'WM',
      version(
        mc('ibm-data-science-professional-certificate'),
        [elective('Analiza danych', '3', 'EQF 5')],
        imported(150),
        {
          basis: advice(
            'ibm-data-science-professional-certificate',
            'FIBAA',
            'Half of the recommended amount: the project is marked by peers.',
          ),
        },
      ),
    ),
    rule(
      'PZ-21',
      'Google UX Design',
      'WI',
      refused(
        mc('google-ux-design'),
        imported(240),
        'The portfolio is marked by other learners only, and INF-250 asks for a study with users of one’s own. You may hand in the portfolio as part of INF-250.',
      ),
    ),
    rule(
      'PZ-22',
      'Google Digital Marketing & E-commerce',
      'WZ',
      refused(
        mc('google-digital-marketing-e-commerce-professional-certificate'),
        reviewed(180, 'published'),
        'Three of five outcomes of ZAR-220 are not covered, and no elective fits. Decided by the faculty council.',
      ),
    ),
    rule(
      'PZ-23',
      'Battery Technologies (Arizona State)',
      'WE',
      version(
        mc('battery-technologies-arizona-state-university'),
        [elective('Energetyka', '3', first)],
        {
          by: 'import',
          published: 350,
          then: {
            to: 'suspended',
            ago: 14,
            reason:
              'Weryfikacja treści po zmianie prowadzącego (content is being checked after a change of staff).',
          },
        },
        {},
      ),
    ),
    rule(
      'PZ-24',
      'Additive Manufacturing (Arizona State)',
      'WE',
      version(
        mc('additive-manufacturing-arizona-state-university'),
        [elective('Technologie przyrostowe', '4', first)],
        reviewed(40, 'in_department', {
          votes: 1,
          question: 'Czy są laboratoria? (Is there any laboratory work?)',
        }),
        {},
      ),
    ),
    rule(
      'PZ-25',
      'Power Electronics (Colorado Boulder)',
      'WE',
      version(
        mc('power-electronics-university-of-colorado-boulder'),
        [elective('Energoelektronika', '5', first)],
        reviewed(16, 'in_department', { votes: 0 }),
        {},
      ),
    ),
    rule(
      'PZ-26',
      'Google IT Automation with Python',
      'WI',
      version(
        mc('google-it-automation-with-python-professional-certificate'),
        [elective('Skrypty', '3', 'EQF 5')],
        reviewed(80, 'in_committee', { votes: 3 }),
        {
          basis: advice(
            'google-it-automation-with-python-professional-certificate',
            'ECTS recommendation shown by Coursera',
            'Three credits of scripting are what our elective counts.',
          ),
        },
      ),
    ),
    rule(
      'PZ-27',
      'MITx MicroMasters in Supply Chain Management',
      'WZ',
      version(
        mc('mitx-micromasters-supply-chain-management', { proctored: true }),
        [course('ZAR-310', first), elective('Logistyka', '6', 'EQF 7')],
        reviewed(70, 'approved'),
        {},
      ),
    ),
    rule(
      'PZ-28',
      'Reinforcement Learning (Alberta)',
      'WI',
      version(
        mc('reinforcement-learning-university-of-alberta'),
        [elective('Uczenie ze wzmocnieniem', '4', 'EQF 7')],
        reviewed(5, 'submitted'),
        {},
      ),
    ),
    rule(
      'PZ-29',
      'Probability from the Ground Up (Harvard)',
      'WM',
      version(
        mc('fat-chance-probability-from-the-ground-up-harvard-university'),
        [course('MAT-210', first)],
        reviewed(110, 'rejected', {
          reason: 'Poziom szkoły średniej (school level): below EQF 6.',
          rejection: {
            kind: 'not_as_proposed',
            publicReason: 'Its level is that of a secondary school, below that of the module.',
          },
          partly: 3,
        }),
        {},
      ),
    ),
    rule(
      'PZ-30',
      'Meta Back-End Developer',
      'WI',
      version(mc('meta-back-end-developer'), [course('INF-220', first)], reviewed(2, 'draft'), {}),
    ),
    rule(
      'PZ-31',
      'Quantum Internet (Delft)',
      'WI',
      version(
        mc('the-quantum-internet-and-quantum-computers-how-will-they-change-the-world'),
        [stated('Informatyka', '1', first)],
        reviewed(33, 'returned', {
          reason: 'Proszę dołączyć sylabus (please attach the syllabus) with the dates of the version.',
        }),
        {},
      ),
    ),
    rule(
      'PZ-32',
      'Interaction Design (UC San Diego)',
      'WI',
      version(
        mc('interaction-design-university-of-california-san-diego'),
        [course('INF-250', first)],
        reviewed(6, 'in_department', { unassigned: true }),
      ),
    ),
    rule(
      'PZ-33',
      'Statistics and R (Harvard)',
      'WM',
      version(
        mc('statistics-and-r-harvard-university'),
        [stated('Statystyka', '1', first)],
        reviewed(11, 'in_department', { votes: 1 }),
      ),
    ),
  ];
}
