import type { CivilDate } from '@/lib/kernel/civil-date';
import type { Calendar } from '../../calendar';
import {
  advice,
  all,
  any,
  atLeast,
  block,
  course,
  elective,
  exam,
  genEd,
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
const cyber = 'google-cybersecurity-professional-certificate';

/** Northbridge gives credit as courses where the matrix reaches 70%, otherwise as blocks; most of it rests on ACE. */
export function northbridgeRules({ day, month }: Calendar): RuleData[] {
  const since = (date: CivilDate) => ({ from: date });
  return [
    rule(
      'NB-001',
      'Google IT Support',
      'IT',
      version(
        mc(itSupport),
        [course('IT 101', 'LD'), block('Information Technology', '6', 'LD')],
        imported(900),
        {
          tags: ['ACE'],
          note: 'Nine of the twelve recommended credits.',
          basis: advice(itSupport, 'ACE'),
        },
      ),
      version(
        mc(itSupport, { minScore: '80' }),
        [
          course('IT 101', 'LD'),
          course('IT 120', 'LD'),
          course('IT 140', 'LD'),
          block('Information Technology', '3', 'LD'),
        ],
        reviewed(380, 'published', {
          partly: 1,
          question: 'Is there any task that is marked by a person?',
          answer: 'No. Quizzes and practical tasks are marked automatically, so we ask for a score of 80.',
        }),
        {
          tags: ['ACE'],
          claimWindow: since(day(300)),
          note: 'Twelve credits when every course of the certificate was passed with 80 or more.',
          basis: advice(itSupport, 'ACE'),
        },
      ),
    ),
    rule(
      'NB-002',
      'Google Data Analytics, 80 and more',
      'MATH',
      version(
        mc(data, { minScore: '80' }),
        [course('STAT 210', 'LD'), block('Data Analysis', '3', 'LD')],
        imported(800),
        {
          tags: ['ACE'],
          basis: advice(data, 'ACE', 'ACE recommends up to 12; only two courses of ours are close enough.'),
          note: 'With 80 or more you earn the course; below that a free elective.',
        },
      ),
    ),
    rule(
      'NB-003',
      'Google Data Analytics, 70 to below 80',
      'MATH',
      version(
        mc(data, { minScore: '70', belowScore: '80' }),
        [elective('Data Analysis', '3', 'LD')],
        imported(800),
        { tags: ['ACE'], basis: { kind: 'precedent', precedents: ['NB-002'] } },
      ),
    ),
    rule(
      'NB-004',
      'Google Cybersecurity',
      'IT',
      version(mc(cyber, { maxAge: { years: 3 } }), [course('IT 240', 'LD')], imported(800), {
        note: 'Finished within the last three years.',
      }),
    ),
    rule(
      'NB-005',
      'Google Cybersecurity with challenge exam',
      'IT',
      version(
        all(mc(cyber, { maxAge: { years: 3 } }), exam('IT 320 challenge exam', '75')),
        [course('IT 240', 'LD'), course('IT 320', 'UD')],
        imported(800),
        {
          priority: 30,
          overrides: ['NB-004'],
          note: 'Pass our exam for IT 320 as well and both courses count. Book it at the testing office.',
          basis: { kind: 'precedent', precedents: ['NB-004'] },
        },
      ),
    ),
    rule(
      'NB-006',
      'IBM Data Science or Google Advanced Data Analytics',
      'MATH',
      version(
        any(
          mc('ibm-data-science-professional-certificate'),
          mc('google-advanced-data-analytics-professional-certificate'),
        ),
        [[course('STAT 210', 'LD'), course('STAT 340', 'UD')], [block('Data Science', '6', 'LD')]],
        imported(820),
        {
          tags: ['ACE'],
          programs: ['BS-DATA', 'BS-CS'],
          note: 'Two courses, or six credits in a block when you have the courses already.',
          basis: advice('ibm-data-science-professional-certificate', 'ACE'),
        },
      ),
    ),
    rule(
      'NB-007',
      'IBM Data Analyst',
      'MATH',
      version(
        mc('ibm-data-analyst-professional-certificate'),
        [course('STAT 210', 'LD'), elective('Computing', '3', 'LD')],
        imported(800),
        { tags: ['ACE'], basis: advice('ibm-data-analyst-professional-certificate', 'ACE') },
      ),
    ),
    rule(
      'NB-008',
      'IBM Full Stack Software Developer',
      'CS',
      version(
        mc('ibm-full-stack-software-developer-professional-certificate', { minScore: '75' }),
        [course('CS 230', 'LD'), course('CS 101', 'LD'), block('Computer Science', '6', 'LD')],
        imported(240),
        {
          tags: ['ACE'],
          basis: advice(
            'ibm-full-stack-software-developer-professional-certificate',
            'ACE',
            'ACE recommends up to 18; upper-division work is not covered.',
          ),
          note: 'Twelve of the eighteen recommended credits.',
        },
      ),
    ),
    rule(
      'NB-009',
      'CompTIA A+ and Network+',
      'IT',
      version(
        all(
          mc('comptia-a-plus', { mustBeActive: true, idVerified: true }),
          mc('comptia-network-plus', { mustBeActive: true, idVerified: true }),
        ),
        [course('IT 101', 'LD'), course('IT 140', 'LD')],
        imported(1100),
        { tags: ['EXAM'], priority: 40, note: 'Both certifications must be valid on the day of your claim.' },
      ),
    ),
    rule(
      'NB-010',
      'Two of five security certifications',
      'IT',
      version(
        atLeast(
          2,
          mc('comptia-cysa-plus', { maxAge: { years: 3 } }),
          mc('cisco-ccnp-security', { maxAge: { years: 3 } }),
          mc('cisco-ccna-security', { maxAge: { years: 3 } }),
          mc('certified-in-cybersecurity-isc2', { maxAge: { years: 3 } }),
          mc('palo-alto-networks-cybersecurity-fundamentals', { maxAge: { years: 3 } }),
        ),
        [course('IT 320', 'UD')],
        imported(850),
        { tags: ['EXAM'] },
      ),
    ),
    rule(
      'NB-011',
      'Cisco CCNA',
      'IT',
      version(
        mc('cisco-ccna', { maxAge: { years: 3 }, proctored: true }),
        [course('IT 140', 'LD'), elective('Networking', '1', 'LD')],
        imported(1250),
        { tags: ['EXAM'], note: 'Ask within three years of the exam.' },
      ),
    ),
    rule(
      'NB-012',
      'AWS Certified Cloud Practitioner',
      'IT',
      version(
        mc('aws-certified-cloud-practitioner-clf-c01', { mustBeActive: true }),
        [elective('Cloud Computing', '3', 'LD')],
        imported(810),
        {
          tags: ['EXAM'],
          credentialWindow: { from: '2019-01-01' as CivilDate, to: '2023-09-30' as CivilDate },
        },
      ),
    ),
    rule(
      'NB-013',
      'Meta Front-End Developer',
      'CS',
      version(mc('meta-front-end-developer'), [course('CS 230', 'LD')], imported(300), {}),
    ),
    rule(
      'NB-014',
      'Google UX Design',
      'DES',
      version(mc('google-ux-design'), [course('DES 115', 'LD')], imported(200), {
        note: 'Bring the portfolio from the last course.',
      }),
    ),
    rule(
      'NB-015',
      'Google Project Management',
      'BUS',
      version(
        mc('google-project-management', { minScore: '80' }),
        [levelOnly('LD', '3'), waiver('Project experience')],
        imported(860),
        {
          programs: ['BBA'],
          note: 'Three credits at the lower level and the requirement of project experience; MGMT 310 itself is not covered.',
        },
      ),
    ),
    rule(
      'NB-016',
      'Google Digital Marketing & E-commerce',
      'BUS',
      version(
        mc('google-digital-marketing-e-commerce-professional-certificate'),
        [course('MKTG 210', 'LD'), elective('Marketing', '3', 'LD')],
        imported(820),
        { programs: ['BBA'] },
      ),
    ),
    rule(
      'NB-017',
      'Fundamentals of Accounting (Illinois)',
      'BUS',
      version(
        mc('fundamentals-of-accounting-university-of-illinois-at-urbana-champaign', { minScore: '70' }),
        [course('ACCT 201', 'LD')],
        imported(880),
        {},
      ),
    ),
    rule(
      'NB-018',
      'Precalculus (Arizona State)',
      'MATH',
      version(
        mc('precalculus-arizona-state-university', { proctored: true }),
        [genEd('Quantitative Reasoning', '3', 'LD')],
        imported(950),
        { note: 'Only with the exam under supervision.' },
      ),
    ),
    rule(
      'NB-019',
      'CS50',
      'CS',
      version(
        mc('cs50-s-introduction-to-computer-science-harvard-university', { idVerified: true }),
        [[course('CS 101', 'LD')], [elective('Computer Science', '3', 'LD')]],
        imported(450),
        { note: 'With a verified certificate.' },
      ),
    ),
    rule(
      'NB-020',
      'Public speaking (Michigan)',
      'DES',
      version(
        mc('good-with-words-speaking-and-presenting-university-of-michigan'),
        [genEd('Communication', '1.5', 'LD')],
        imported(390),
        {},
      ),
    ),
    rule(
      'NB-021',
      'Medical Terminology (Rice)',
      'HLTH',
      version(
        mc('medical-terminology-rice-university', { minScore: '70' }),
        [course('HLTH 130', 'LD')],
        imported(1180),
        { note: 'Due for a new look; still in force.' },
      ),
    ),
    rule(
      'NB-022',
      'Biostatistics for Credit',
      'HLTH',
      version(mc('biostatistics-for-credit', { minScore: '70' }), [course('HLTH 310', 'UD')], imported(270), {
        tags: ['ACE'],
        basis: advice('biostatistics-for-credit', 'ACE'),
      }),
    ),
    rule(
      'NB-023',
      'Hazardous Materials Response',
      'HLTH',
      version(
        mc('advanced-science-of-hazardous-materials-response', { minScore: '70' }),
        [elective('Fire Science', '3', 'UD')],
        imported(1000),
        {
          tags: ['ACE'],
          claimWindow: { to: day(35) },
          credentialWindow: { from: '2019-11-01' as CivilDate, to: '2022-10-31' as CivilDate },
          note: 'Claims were taken until the day shown.',
          basis: advice('advanced-science-of-hazardous-materials-response', 'ACE'),
        },
      ),
    ),
    rule(
      'NB-024',
      'Google Data Analytics, single courses',
      'MATH',
      version(
        atLeast(
          2,
          mc('foundations-data-data-everywhere-google'),
          mc('prepare-data-for-exploration-google'),
          mc('analyze-data-to-answer-questions-google'),
          mc('share-data-through-the-art-of-visualization-google'),
        ),
        [elective('Data Analysis', '1', 'LD')],
        imported(830),
        { priority: 60 },
      ),
    ),
    rule(
      'NB-025',
      'Short courses without an exam',
      'BUS',
      version(
        any(
          mc('the-science-of-beer-wageningen-university-research'),
          mc('introduction-to-fintech-university-of-hong-kong'),
        ),
        [stated('Free elective', '1', 'LD')],
        imported(830),
        { priority: 70, exclusive: 'short courses', note: 'At most one credit in all from short courses.' },
      ),
    ),
    rule(
      'NB-026',
      'Introduction to Data Analytics (IBM)',
      'CS',
      refused(
        mc('introduction-to-data-analytics-ibm'),
        imported(340),
        'An introduction of a few weeks without any graded work of one’s own does not reach the level of a course. The whole certificate earns credit.',
        60,
      ),
    ),
    rule(
      'NB-027',
      'Nanodegrees without proctoring',
      'CS',
      refused(
        any(
          mc('data-visualization-nanodegree-udacity'),
          mc('self-driving-car-engineer-nanodegree-udacity'),
          mc('hybrid-cloud-engineer-nanodegree-udacity'),
        ),
        reviewed(150, 'published'),
        'Projects are marked, but it is not known by whom they were done. The department takes them into account for placement, not for credit.',
      ),
    ),
    rule(
      'NB-028',
      'IBM Cybersecurity Analyst',
      'IT',
      version(
        mc('ibm-cybersecurity-analyst-professional-certificate'),
        [course('IT 240', 'LD'), elective('Security', '3', 'LD')],
        {
          by: 'import',
          published: 480,
          then: {
            to: 'suspended',
            ago: 20,
            reason:
              'The provider changed the final assessment; no new awards until the department has seen it.',
          },
        },
        { tags: ['ACE'], basis: advice('ibm-cybersecurity-analyst-professional-certificate', 'ACE') },
      ),
    ),
    rule(
      'NB-029',
      'Excel Skills for Business',
      'BUS',
      version(
        mc('excel-skills-for-business-macquarie-university'),
        [course('BUS 101', 'LD')],
        {
          by: 'import',
          published: 600,
          then: {
            to: 'revoked',
            ago: 120,
            reason:
              'Mapped to the wrong course when it was taken over: it covers spreadsheets, not an introduction to business.',
          },
        },
        {},
      ),
    ),
    rule(
      'NB-030',
      'Microsoft Power BI Data Analyst',
      'MATH',
      version(
        mc('microsoft-power-bi-data-analyst'),
        [course('STAT 340', 'UD')],
        reviewed(30, 'in_department', {
          votes: 1,
          partly: 2,
          question: 'Which parts are about judging a chart rather than building one?',
        }),
        { note: '' },
      ),
    ),
    rule(
      'NB-031',
      'Google IT Automation with Python',
      'CS',
      version(
        mc('google-it-automation-with-python-professional-certificate'),
        [course('CS 101', 'LD')],
        reviewed(12, 'in_department', {
          votes: 0,
          recused: 'I help to run the online courses of this provider.',
        }),
        {},
      ),
    ),
    rule(
      'NB-032',
      'MITx MicroMasters in Supply Chain Management',
      'BUS',
      version(
        mc('mitx-micromasters-supply-chain-management', { proctored: true }),
        [course('MGMT 340', 'UD'), block('Supply Chain', '6', 'UD')],
        reviewed(26, 'in_dean'),
        {
          basis: advice(
            'mitx-micromasters-supply-chain-management',
            'Massachusetts Institute of Technology',
            'The source names no amount; ours follows from the matrix.',
          ),
        },
      ),
    ),
    rule(
      'NB-033',
      'Deep Learning (DeepLearning.AI)',
      'CS',
      version(
        mc('deep-learning-deeplearning-ai'),
        [course('CS 345', 'UD')],
        reviewed(32, 'in_committee', { votes: 2, partly: 1 }),
        {},
      ),
    ),
    rule(
      'NB-034',
      'Interaction Design (UC San Diego)',
      'DES',
      version(
        mc('interaction-design-university-of-california-san-diego'),
        [course('DES 115', 'LD')],
        reviewed(6, 'submitted'),
        {},
      ),
    ),
    rule(
      'NB-035',
      'Salesforce Sales Development Representative',
      'BUS',
      version(
        mc('salesforce-sales-development-representative'),
        [elective('Sales', '3', 'LD')],
        reviewed(45, 'returned', {
          reason: 'Please add the weighting of the assessments and say who marks the role play.',
        }),
        {},
      ),
    ),
    rule(
      'NB-036',
      'HRCI Human Resource Associate',
      'BUS',
      version(mc('hrci-human-resource-associate'), [course('HRM 220', 'LD')], reviewed(50, 'approved'), {}),
    ),
    rule(
      'NB-037',
      'Algorithms (Stanford)',
      'CS',
      version(
        mc('algorithms-stanford-university', { minScore: '85' }),
        [course('CS 310', 'UD')],
        reviewed(130, 'rejected', {
          reason: 'Proofs are not assessed; two of five outcomes of CS 310 are missing.',
          rejection: {
            kind: 'not_as_proposed',
            publicReason: 'It does not cover the proofs that CS 310 asks for.',
          },
          partly: 2,
        }),
        {},
      ),
    ),
    rule(
      'NB-038',
      'Music Production (Berklee)',
      'DES',
      version(
        mc('music-production-berklee'),
        [elective('Arts', '3', 'LD')],
        reviewed(90, 'withdrawn', { reason: 'We offer no comparable course any more.' }),
        {},
      ),
    ),
    rule(
      'NB-039',
      'ACE Health Coach',
      'HLTH',
      version(
        mc('ace-health-coach-american-council-on-exercise'),
        [elective('Health', '3', 'LD')],
        reviewed(3, 'draft'),
        { internalNote: 'Ask the provider for the exam outline first.' },
      ),
    ),
    rule(
      'NB-040',
      'Statistics and Machine Learning (Johns Hopkins)',
      'MATH',
      version(
        mc('data-science-statistics-and-machine-learning-johns-hopkins-university'),
        [course('STAT 320', 'UD')],
        reviewed(68, 'conditionally_approved', {
          reason: 'Approved when the provider confirms that the regression project is marked by staff.',
        }),
        { claimWindow: since(month(-2)) },
      ),
    ),
    rule(
      'NB-041',
      'Microsoft Cybersecurity Analyst',
      'IT',
      version(
        mc('microsoft-cybersecurity-analyst'),
        [course('IT 240', 'LD')],
        reviewed(9, 'in_department', { votes: 0 }),
      ),
    ),
    rule(
      'NB-042',
      'AWS Cloud Solutions Architect',
      'IT',
      version(
        mc('aws-cloud-solutions-architect-amazon-web-services'),
        [course('IT 350', 'UD')],
        reviewed(7, 'in_department', { unassigned: true }),
      ),
    ),
    rule(
      'NB-043',
      'Preparing for Google Cloud Certification: Cloud Engineer',
      'IT',
      version(
        mc('preparing-for-google-cloud-certification-cloud-engineer'),
        [elective('Cloud Computing', '3', 'LD')],
        reviewed(34, 'in_committee', { ready: true }),
      ),
    ),
    rule(
      'NB-044',
      'Public health biostatistics (Johns Hopkins)',
      'HLTH',
      version(
        mc('biostatistics-in-public-health-johns-hopkins-university', { minScore: '75' }),
        [course('HLTH 310', 'UD')],
        reviewed(14, 'in_department', { votes: 0, question: 'Which of the three courses covers survival?' }),
      ),
    ),
  ];
}
