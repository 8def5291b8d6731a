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
  version,
} from './words';

const itSupport = 'google-it-support-professional-certificate';
const four = 'FHEQ 4';
const five = 'FHEQ 5';
const fresh = { maxAge: { years: 5 } };

/** Carrowmere recognises whole modules only, at level 4 for the most part, for learning of the last five years. */
export function carrowmereRules({ day }: Calendar): RuleData[] {
  return [
    rule(
      'RPL-001',
      'Google IT Support',
      'COMP',
      version(mc(itSupport, fresh), [course('CO4010', four)], imported(830), {
        basis: advice(itSupport, 'University of London, BSc Computer Science'),
      }),
      version(
        mc(itSupport, { ...fresh, minScore: '80' }),
        [[course('CO4010', four)], [course('CO4050', four)]],
        reviewed(175, 'published', { partly: 1 }),
        {
          claimWindow: { from: day(90) },
          note: 'One module of your choice, within five years of the certificate.',
          basis: advice(
            itSupport,
            'University of London, BSc Computer Science',
            'The score is asked for since the review.',
          ),
        },
      ),
    ),
    rule(
      'RPL-002',
      'Google Data Analytics',
      'MATH',
      version(
        mc('google-data-analytics-professional-certificate', { ...fresh, minScore: '80' }),
        [levelOnly(four, '10')],
        imported(350),
        { note: 'Ten credits at level 4, not a module: MA5010 is a level higher.' },
      ),
    ),
    rule(
      'RPL-003',
      'Google Data Analytics and IBM Data Analyst together',
      'MATH',
      version(
        all(
          mc('google-data-analytics-professional-certificate', { ...fresh, minScore: '80' }),
          mc('ibm-data-analyst-professional-certificate', fresh),
        ),
        [course('MA4030', four)],
        imported(220),
        { priority: 30, overrides: ['RPL-002'], programs: ['BSC-DS'] },
      ),
    ),
    rule(
      'RPL-004',
      'Google Cybersecurity with the module test',
      'COMP',
      version(
        all(mc('google-cybersecurity-professional-certificate', fresh), exam('CO5040 module test', '50')),
        [course('CO5040', five)],
        imported(280),
        { note: 'The module test is held in September and January.' },
      ),
    ),
    rule(
      'RPL-005',
      'CS50',
      'COMP',
      version(
        mc('cs50-s-introduction-to-computer-science-harvard-university', { ...fresh, idVerified: true }),
        [course('CO4020', four)],
        imported(610),
        {},
      ),
    ),
    rule(
      'RPL-006',
      'Programming for Everybody (Michigan)',
      'COMP',
      version(
        all(
          mc('programming-for-everybody-getting-started-with-python-the-university-of-michigan', fresh),
          mc('object-oriented-programming-university-of-london', fresh),
        ),
        [course('CO4030', four)],
        imported(570),
        {},
      ),
    ),
    rule(
      'RPL-007',
      'Object-Oriented Programming (London)',
      'COMP',
      version(
        mc('object-oriented-programming-university-of-london', { ...fresh, minScore: '70' }),
        [course('CO5010', five)],
        imported(560),
        { priority: 40 },
      ),
    ),
    rule(
      'RPL-008',
      'Web Design for Everybody or Meta Front-End Developer',
      'COMP',
      version(
        any(
          mc('web-design-for-everybody-basics-of-web-development-coding', fresh),
          mc('meta-front-end-developer', fresh),
        ),
        [course('CO4040', four)],
        imported(400),
        {},
      ),
    ),
    rule(
      'RPL-009',
      'CompTIA A+, Network+ and Linux+: two of three',
      'COMP',
      version(
        atLeast(
          2,
          mc('comptia-a-plus', fresh),
          mc('comptia-network-plus', fresh),
          mc('comptia-linux-plus', fresh),
        ),
        [course('CO4050', four)],
        imported(710),
        { tags: ['EXAM'] },
      ),
    ),
    rule(
      'RPL-010',
      'Google UX Design',
      'COMP',
      version(
        mc('google-ux-design', fresh),
        [course('CO5050', five)],
        reviewed(250, 'published', {
          partly: 1,
          question: 'Level 5: where is the critical evaluation?',
          answer: 'In the sixth course; the portfolio shows two rounds of testing with a report.',
        }),
        {},
      ),
    ),
    rule(
      'RPL-011',
      'Databases (Meta)',
      'COMP',
      version(
        mc('meta-database-engineer', { ...fresh, minScore: '75' }),
        [elective('Computing', '15', four)],
        imported(180),
        { programs: ['BSC-CS', 'CERTHE-C'] },
      ),
    ),
    rule(
      'RPL-012',
      'Google Project Management',
      'BUS',
      version(
        mc('google-project-management', { ...fresh, minScore: '80' }),
        [elective('Business', '20', four)],
        imported(300),
        { programs: ['BSC-BM'] },
      ),
    ),
    rule(
      'RPL-013',
      'Google Project Management with a reflective report',
      'BUS',
      version(
        all(
          mc('google-project-management', { ...fresh, minScore: '80' }),
          exam('Reflective report BU5010', '50'),
        ),
        [course('BU5010', five)],
        imported(295),
        {
          priority: 30,
          overrides: ['RPL-012'],
          programs: ['BSC-BM'],
          note: 'A report of 2,000 words about a project you led.',
        },
      ),
    ),
    rule(
      'RPL-014',
      'Google Digital Marketing & E-commerce',
      'BUS',
      version(
        mc('google-digital-marketing-e-commerce-professional-certificate', { ...fresh, minScore: '80' }),
        [course('BU4020', four)],
        imported(450),
        {},
      ),
    ),
    rule(
      'RPL-015',
      'Meta marketing certificates',
      'BUS',
      version(
        all(mc('meta-social-media-marketing', fresh), mc('meta-marketing-analytics', fresh)),
        [course('BU5020', five)],
        imported(240),
        {},
      ),
    ),
    rule(
      'RPL-016',
      'Foundations of Management (IESE)',
      'BUS',
      version(
        mc('foundations-of-management-iese-business-school', fresh),
        [course('BU4010', four)],
        imported(800),
        { note: 'Review overdue; in force until decided.' },
      ),
    ),
    rule(
      'RPL-017',
      'Fundamentals of Accounting (Illinois), 70 and more',
      'BUS',
      version(
        mc('fundamentals-of-accounting-university-of-illinois-at-urbana-champaign', {
          ...fresh,
          minScore: '70',
        }),
        [course('BU4030', four)],
        imported(430),
        {},
      ),
    ),
    rule(
      'RPL-018',
      'Fundamentals of Accounting (Illinois), 50 to below 70',
      'BUS',
      version(
        mc('fundamentals-of-accounting-university-of-illinois-at-urbana-champaign', {
          ...fresh,
          minScore: '50',
          belowScore: '70',
        }),
        [elective('Business', '10', four)],
        imported(430),
        { basis: { kind: 'precedent', precedents: ['RPL-017'] } },
      ),
    ),
    rule(
      'RPL-019',
      'Statistics in social sciences (Amsterdam)',
      'MATH',
      version(
        mc('methods-and-statistics-in-social-sciences-university-of-amsterdam', fresh),
        [course('MA4030', four)],
        imported(390),
        {},
      ),
    ),
    rule(
      'RPL-020',
      'Introduction to Biology (MITx)',
      'HEA',
      version(
        mc('introduction-to-biology-the-secret-of-life-massachusetts-institute-of-technology', {
          ...fresh,
          proctored: true,
        }),
        [course('HE4010', four)],
        imported(320),
        {},
      ),
    ),
    rule(
      'RPL-021',
      'International Law (Louvain)',
      'HUM',
      version(
        mc('international-law-universite-catholique-de-louvain', fresh),
        [course('HU4030', four)],
        imported(190),
        { programs: ['BA-HUM'] },
      ),
    ),
    rule(
      'RPL-022',
      'Creative Writing (Wesleyan)',
      'HUM',
      version(mc('creative-writing-wesleyan-university', fresh), [course('HU4010', four)], imported(510), {
        programs: ['BA-HUM'],
      }),
    ),
    rule(
      'RPL-023',
      'Introduction to Psychology (Tsinghua)',
      'HUM',
      version(
        mc('introduction-to-psychology-tsinghua-university', { ...fresh, idVerified: true }),
        [elective('Psychology', '5', four)],
        imported(260),
        {},
      ),
    ),
    rule(
      'RPL-024',
      'AWS Cloud Practitioner',
      'COMP',
      refused(
        mc('aws-certified-cloud-practitioner-clf-c01'),
        imported(230),
        'A product exam at a level below our modules. It may be named in a personal statement.',
      ),
    ),
    rule(
      'RPL-025',
      'IBM Data Science',
      'MATH',
      refused(
        mc('ibm-data-science-professional-certificate'),
        reviewed(210, 'published'),
        'The work is marked by other learners and identity is not checked; the school recognises no module for it. A decision may be asked for again when the assessment changes.',
      ),
    ),
    rule(
      'RPL-026',
      'Robotics (Pennsylvania)',
      'COMP',
      version(
        mc('robotics-university-of-pennsylvania', fresh),
        [elective('Computing', '15', five)],
        {
          by: 'import',
          published: 310,
          then: {
            to: 'suspended',
            ago: 30,
            reason: 'Two courses can no longer be taken; the school is checking what remains.',
          },
        },
        {},
      ),
    ),
    rule(
      'RPL-027',
      'Big Data (UC San Diego)',
      'COMP',
      version(
        mc('big-data-university-of-california-san-diego', fresh),
        [course('CO5030', five)],
        {
          by: 'import',
          published: 500,
          then: {
            to: 'revoked',
            ago: 75,
            reason: 'The tools taught have been out of use for years; the mapping was wrong from the start.',
          },
        },
        {},
      ),
    ),
    rule(
      'RPL-028',
      'Deep Learning (DeepLearning.AI)',
      'COMP',
      version(
        mc('deep-learning-deeplearning-ai', fresh),
        [course('CO6010', 'FHEQ 6')],
        reviewed(24, 'in_department', {
          votes: 1,
          partly: 1,
          question: 'Which assessment shows independent work at level 6?',
        }),
        {},
      ),
    ),
    rule(
      'RPL-029',
      'Certified in Cybersecurity (ISC2)',
      'COMP',
      version(
        mc('certified-in-cybersecurity-isc2', { ...fresh, proctored: true }),
        [elective('Computing', '10', four)],
        reviewed(10, 'in_department', { votes: 0 }),
        {},
      ),
    ),
    rule(
      'RPL-030',
      'Market Research (Queen Mary)',
      'BUS',
      version(
        mc('market-research-queen-mary-university-of-london', fresh),
        [elective('Marketing', '10', four)],
        reviewed(58, 'in_committee', { votes: 2 }),
        {},
      ),
    ),
    rule(
      'RPL-031',
      'Public health biostatistics (Johns Hopkins)',
      'HEA',
      version(
        mc('biostatistics-in-public-health-johns-hopkins-university', fresh),
        [elective('Health', '20', four)],
        reviewed(8, 'in_department', { votes: 0 }),
        {},
      ),
    ),
    rule(
      'RPL-032',
      'Macronutrients and Overnutrition (Wageningen)',
      'HEA',
      version(
        mc('nutrition-and-health-macronutrients-and-overnutrition-wageningen-university-rese', fresh),
        [course('HE5010', five)],
        reviewed(36, 'returned', {
          reason: '63 hours stand for 6 credits; please propose electives instead of a module of 20.',
        }),
        {},
      ),
    ),
    rule(
      'RPL-033',
      'Game Design (CalArts)',
      'HUM',
      version(
        mc('game-design-art-and-concepts-california-institute-of-the-arts', fresh),
        [elective('Arts', '10', four)],
        reviewed(66, 'withdrawn', { reason: 'The school no longer teaches the subject.' }),
        {},
      ),
    ),
    rule(
      'RPL-034',
      'Media Law (New York University)',
      'HUM',
      version(
        mc('media-law-new-york-university', fresh),
        [elective('Law', '10', four)],
        reviewed(5, 'submitted'),
        {},
      ),
    ),
    rule(
      'RPL-035',
      'Justice (Harvard)',
      'HUM',
      version(
        mc('justice-harvard-university', fresh),
        [elective('Humanities', '5', four)],
        reviewed(2, 'draft'),
        { internalNote: 'Ask whether the essay is still marked.' },
      ),
    ),
    rule(
      'RPL-036',
      'Geographic Information Systems (UC Davis)',
      'MATH',
      version(
        mc('geographic-information-systems-gis-university-of-california-davis', fresh),
        [elective('Data', '10', four)],
        reviewed(6, 'in_department', { unassigned: true }),
      ),
    ),
    rule(
      'RPL-037',
      'HRCI Human Resource Associate',
      'BUS',
      version(
        mc('hrci-human-resource-associate', fresh),
        [course('BU5030', five)],
        reviewed(13, 'in_department', { votes: 1 }),
      ),
    ),
  ];
}
