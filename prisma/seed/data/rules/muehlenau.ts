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
  imported,
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
const level = 'EQF 6';

/** Hochschule Mühlenau goes by priority and counts only what was supervised, or what its own exam confirms. */
export function muehlenauRules({ day }: Calendar): RuleData[] {
  return [
    rule(
      'MU-101',
      'Google IT Support',
      'IFM',
      version(
        all(mc(itSupport), exam('Feststellungsprüfung IF-1010', '50')),
        [course('IF-1010', level)],
        imported(420),
        {
          tags: ['MOOC'],
          priority: 40,
          note: 'Only with the Feststellungsprüfung (our own short exam), because nobody checks identity on the platform.',
        },
      ),
    ),
    rule(
      'MU-102',
      'Google Data Analytics',
      'WIW',
      version(mc(data, { minScore: '80' }), [course('BW-2030', level)], imported(360), {
        tags: ['MOOC', 'FIBAA'],
        basis: advice(data, 'ECTS recommendation shown by Coursera', 'Five of seven credits, as a module.'),
      }),
    ),
    rule(
      'MU-103',
      'Google Cybersecurity',
      'IFM',
      version(
        mc('google-cybersecurity-professional-certificate'),
        [elective('IT-Sicherheit', '5', 'EQF 5')],
        imported(700),
        { tags: ['MOOC'] },
      ),
      version(
        mc('google-cybersecurity-professional-certificate', { minScore: '80', maxAge: { years: 4 } }),
        [elective('IT-Sicherheit', '5', 'EQF 5'), waiver('Einführung IT-Sicherheit')],
        reviewed(140, 'published', { partly: 1 }),
        {
          tags: ['MOOC'],
          claimWindow: { from: day(60) },
          basis: advice(
            'google-cybersecurity-professional-certificate',
            'ECTS recommendation shown by Coursera',
            '166 hours are 5.5 credits at 30 hours each; we give 5.',
          ),
          note: 'Fünf von sieben empfohlenen Credits (five of seven recommended credits).',
        },
      ),
    ),
    rule(
      'MU-104',
      'Google Business Intelligence',
      'WIW',
      version(
        mc('google-business-intelligence-professional-certificate', { minScore: '80' }),
        [block('Business Intelligence', '2.5', level)],
        imported(260),
        { tags: ['MOOC', 'FIBAA'] },
      ),
    ),
    rule(
      'MU-105',
      'Google Advanced Data Analytics with Business Intelligence',
      'WIW',
      version(
        all(
          mc('google-advanced-data-analytics-professional-certificate', { minScore: '80' }),
          mc('google-business-intelligence-professional-certificate', { minScore: '80' }),
        ),
        [course('BW-2040', level), course('BW-1040', level)],
        imported(250),
        {
          priority: 30,
          tags: ['MOOC', 'FIBAA'],
          overrides: ['MU-104'],
          programs: ['BBWL'],
          note: 'Both together stand for two modules.',
        },
      ),
    ),
    rule(
      'MU-106',
      'Google Digital Marketing & E-commerce',
      'WIW',
      version(
        mc('google-digital-marketing-e-commerce-professional-certificate', { minScore: '80' }),
        [course('BW-2010', level)],
        imported(510),
        {
          tags: ['MOOC', 'FIBAA'],
          basis: advice(
            'google-digital-marketing-e-commerce-professional-certificate',
            'ECTS recommendation shown by Coursera',
            'The course that it stands for carries five credits.',
          ),
        },
      ),
    ),
    rule(
      'MU-107',
      'Google Project Management',
      'WIW',
      version(
        any(
          mc('google-project-management', { minScore: '80' }),
          mc('uci-project-management-university-of-california-irvine'),
          mc('ibm-project-manager-skillup-edtech'),
        ),
        [course('BW-2020', level)],
        imported(460),
        { tags: ['MOOC'] },
      ),
    ),
    rule(
      'MU-108',
      'Agile courses',
      'ZSQ',
      version(
        any(
          mc('agile-project-management-google'),
          mc('applied-scrum-for-agile-project-management-the-university-of-maryland-college-pa'),
        ),
        [stated('Agiles Arbeiten', '1', 'EQF 5')],
        imported(430),
        {
          priority: 60,
          exclusive: 'agile',
          note: 'Höchstens ein Credit (at most one credit) by the hours stated.',
        },
      ),
    ),
    rule(
      'MU-109',
      'CompTIA A+ and Network+',
      'IFM',
      version(
        all(
          mc('comptia-a-plus', { idVerified: true, maxAge: { years: 5 } }),
          mc('comptia-network-plus', { idVerified: true, maxAge: { years: 5 } }),
        ),
        [course('IF-1010', level), course('IF-2020', level)],
        imported(800),
        { tags: ['EXAM'], priority: 20 },
      ),
    ),
    rule(
      'MU-110',
      'Cisco CCNA',
      'IFM',
      version(
        mc('cisco-ccna', { proctored: true, maxAge: { years: 3 } }),
        [course('IF-2020', level)],
        imported(1050),
        { tags: ['EXAM'] },
      ),
    ),
    rule(
      'MU-111',
      'Three of five security exams',
      'IFM',
      version(
        atLeast(
          3,
          mc('comptia-cysa-plus'),
          mc('cisco-ccna-security'),
          mc('cisco-ccnp-security'),
          mc('certified-in-cybersecurity-isc2'),
          mc('comptia-cybersecurity-analyst-cysa-cs0-003-pearson'),
        ),
        [course('IF-3010', level), course('IF-3020', level)],
        imported(330),
        { tags: ['EXAM'] },
      ),
    ),
    rule(
      'MU-112',
      'Fundamentals of Accounting (Illinois)',
      'WIW',
      version(
        mc('fundamentals-of-accounting-university-of-illinois-at-urbana-champaign', { minScore: '70' }),
        [course('BW-1020', level)],
        imported(640),
        { tags: ['MOOC'] },
      ),
    ),
    rule(
      'MU-113',
      'Foundations of Modern Finance I (MITx)',
      'WIW',
      version(
        mc('foundations-of-modern-finance-i-massachusetts-institute-of-technology', { idVerified: true }),
        [course('BW-3030', level)],
        imported(560),
        {},
      ),
    ),
    rule(
      'MU-114',
      'Healthcare Organization Operations (Rutgers)',
      'GES',
      version(
        mc('healthcare-organization-operations-rutgers-the-state-university-of-new-jersey'),
        [course('GE-2010', level)],
        reviewed(300, 'published', {
          partly: 1,
          question: 'Passt das zum deutschen Gesundheitssystem? (Does it fit the German system?)',
          answer: 'Zur Hälfte; the part on payment differs and is marked as partly covered.',
        }),
        { programs: ['BGES'] },
      ),
    ),
    rule(
      'MU-115',
      'Medical Terminology (Rice), 80 and more',
      'GES',
      version(
        mc('medical-terminology-rice-university', { minScore: '80' }),
        [course('GE-1020', 'EQF 5')],
        imported(280),
        { tags: ['MOOC'] },
      ),
    ),
    rule(
      'MU-116',
      'Medical Terminology (Rice), 60 to below 80',
      'GES',
      version(
        mc('medical-terminology-rice-university', { minScore: '60', belowScore: '80' }),
        [elective('Gesundheit', '1', 'EQF 5')],
        imported(280),
        { tags: ['MOOC'], basis: { kind: 'precedent', precedents: ['MU-115'] } },
      ),
    ),
    rule(
      'MU-117',
      'Macronutrients and Overnutrition (Wageningen)',
      'GES',
      version(
        mc('nutrition-and-health-macronutrients-and-overnutrition-wageningen-university-rese', {
          minScore: '60',
        }),
        [stated('Ernährung', '2', level)],
        imported(470),
        { tags: ['MOOC'] },
      ),
    ),
    rule(
      'MU-118',
      'Autodesk CAD/CAM/CAE',
      'TEC',
      version(
        mc('autodesk-cad-cam-cae-for-mechanical-engineering'),
        [course('TE-2010', level)],
        imported(210),
        {},
      ),
    ),
    rule(
      'MU-119',
      'Supply chain certificates',
      'WIW',
      version(
        any(
          mc('mitx-micromasters-supply-chain-management', { proctored: true }),
          mc('value-chain-management-university-of-illinois-at-urbana-champaign'),
        ),
        [[course('BW-3010', level)], [block('Logistik', '5', level)]],
        imported(1160),
        { note: 'Die Überprüfung ist überfällig (the review is overdue).' },
      ),
    ),
    rule(
      'MU-120',
      'HRCI Human Resource Associate',
      'WIW',
      version(
        mc('hrci-human-resource-associate', { maxAge: { years: 3 } }),
        [course('BW-3020', level)],
        imported(190),
        { tags: ['EXAM'] },
      ),
    ),
    rule(
      'MU-121',
      'Google UX Design',
      'IFM',
      version(
        all(mc('google-ux-design'), exam('Portfolio ME-1010', '60')),
        [course('ME-1010', level)],
        imported(175),
        { tags: ['MOOC'], note: 'With an interview about the portfolio.' },
      ),
    ),
    rule(
      'MU-122',
      'IBM Data Science',
      'IFM',
      refused(
        mc('ibm-data-science-professional-certificate'),
        imported(205),
        'Keine Anrechnung: the tasks are not supervised and IF-3040 asks for an exam on theory. The certificate may be shown in the oral exam.',
      ),
    ),
    rule(
      'MU-123',
      'Personal Fitness Trainer',
      'GES',
      refused(
        mc('nasm-personal-fitness-trainer-national-academy-of-sports-medicine'),
        imported(260),
        'Not part of any program of ours; no outcome of a module is covered.',
      ),
    ),
    rule(
      'MU-124',
      'IBM Full Stack Software Developer',
      'IFM',
      version(
        mc('ibm-full-stack-software-developer-professional-certificate'),
        [course('IF-2040', level)],
        {
          by: 'import',
          published: 390,
          then: {
            to: 'suspended',
            ago: 8,
            reason:
              'Kurs wurde ersetzt (the certificate was replaced by the provider); the new version is under review.',
          },
        },
        {
          tags: ['MOOC'],
          basis: advice('ibm-full-stack-software-developer-professional-certificate', 'FIBAA'),
        },
      ),
    ),
    rule(
      'MU-125',
      'Strategic Leadership and Management (Illinois)',
      'WIW',
      version(
        mc('strategic-leadership-and-management-university-of-illinois-at-urbana-champaign'),
        [course('BW-1010', level), course('BW-3020', level)],
        reviewed(32, 'in_dean'),
        {},
      ),
    ),
    rule(
      'MU-126',
      'Learn SQL Basics for Data Science',
      'IFM',
      version(
        mc('learn-sql-basics-for-data-science-university-of-california-davis'),
        [course('IF-2010', level)],
        reviewed(52, 'in_department', { votes: 0 }),
        {},
      ),
    ),
    rule(
      'MU-127',
      'Airbus Supply Chain Specialist',
      'WIW',
      version(
        mc('airbus-supply-chain-specialist'),
        [elective('Logistik', '3', 'EQF 5')],
        reviewed(18, 'in_department', {
          votes: 1,
          recused: 'Meine Forschung wird von diesem Anbieter bezahlt (the provider pays for my research).',
        }),
        {},
      ),
    ),
    rule(
      'MU-128',
      'Business Strategy (Virginia)',
      'WIW',
      version(
        mc('business-strategy-university-of-virginia'),
        [elective('Strategie', '5', level)],
        reviewed(36, 'in_committee', { votes: 2 }),
        {},
      ),
    ),
    rule(
      'MU-129',
      'Human Anatomy (Hong Kong PolyU)',
      'GES',
      version(
        mc('human-anatomy-the-hong-kong-polytechnic-university'),
        [course('GE-1010', level)],
        reviewed(120, 'rejected', {
          reason:
            '24 Stunden stehen für höchstens einen Credit (24 hours stand for one credit at most); the module has ten.',
          rejection: {
            kind: 'no_credit',
            publicReason: 'Its 24 hours of work are too few for credit in a degree.',
          },
          partly: 3,
        }),
        {},
      ),
    ),
    rule(
      'MU-130',
      'Robotics (Pennsylvania)',
      'TEC',
      version(
        mc('robotics-university-of-pennsylvania'),
        [course('TE-2020', level)],
        reviewed(4, 'submitted'),
        {},
      ),
    ),
    rule(
      'MU-131',
      'Ethical Leadership (Notre Dame)',
      'ZSQ',
      version(
        mc('ethical-leadership-the-university-of-notre-dame'),
        [elective('Schlüsselqualifikation', '2', 'EQF 5')],
        reviewed(1, 'draft'),
        {},
      ),
    ),
    rule(
      'MU-132',
      'Six Sigma: Define and Measure (TUM)',
      'WIW',
      version(
        mc('six-sigma-define-and-measure-technische-universitat-munchen'),
        [stated('Qualitätsmanagement', '1', level)],
        reviewed(8, 'submitted'),
        {},
      ),
    ),
    rule(
      'MU-133',
      'Web Design for Everybody (Michigan)',
      'IFM',
      version(
        mc('web-design-for-everybody-basics-of-web-development-coding'),
        [course('IF-2040', level)],
        reviewed(5, 'in_department', { unassigned: true }),
      ),
    ),
    rule(
      'MU-134',
      'Palliative Care Always (Stanford)',
      'GES',
      version(
        mc('palliative-care-always-stanford-university'),
        [elective('Gesundheit', '3', level)],
        reviewed(10, 'in_department', { votes: 0 }),
      ),
    ),
  ];
}
