import type { DemonstrationInstitution, Policy } from './form';

const department = { kind: 'department', mode: 'all', quorum: 'moreThanHalf', threshold: 'majorityCast', tie: 'notApproved', minReviewers: 2, recusedCount: false, dueDays: 15 } as const;
const committee = { kind: 'committee', mode: 'quorumVote', quorum: 'moreThanHalf', threshold: 'majorityCast', tie: 'chairDecides', minReviewers: 3, recusedCount: false, dueDays: 20 } as const;
const dean = { kind: 'dean', mode: 'single', quorum: 1, threshold: 'majorityCast', tie: 'notApproved', minReviewers: 1, recusedCount: false, dueDays: 5 } as const;

const current: Policy = {
  credit: { homeUnit: 'US_SEM', resolution: 'best', rounding: { stage: 'line', mode: 'DOWN', increment: '0.01' }, trim: 'partial', conversions: { 'HOURS>US_SEM': '1/45' }, postAfterResidentCredits: '12' },
  review: { stages: [department, committee, dean], deanFromCredits: '9', coverageThreshold: 70, reReviewMonths: 36 },
  note: 'Credit for prior learning, adopted by the faculty senate. Amounts are rounded down; credit is posted after 12 credits taken here.',
};

export const northbridge: DemonstrationInstitution = {
  key: 'northbridge', slug: 'northbridge-state', name: 'Northbridge State University', shortName: 'Northbridge', country: 'US', homeUnit: 'US_SEM', timeZone: 'America/Chicago',
  mailDomain: 'northbridge.example',
  departments: { CS: 'Computer Science', IT: 'Information Technology', MATH: 'Mathematics and Statistics', BUS: 'Business', DES: 'Art and Design', HLTH: 'Health Sciences' },
  courses: [
    ['CS', 'CS 101', 'Introduction to Programming', '3', 'LD', 'programming1'],
    ['CS', 'CS 102', 'Object-Oriented Programming', '4', 'LD', 'programming2'],
    ['CS', 'CS 210', 'Data Structures', '4', 'LD', 'dataStructures'],
    ['CS', 'CS 230', 'Web Development', '3', 'LD', 'webDevelopment'],
    ['CS', 'CS 250', 'Database Systems', '3', 'LD', 'databases'],
    ['CS', 'CS 310', 'Design and Analysis of Algorithms', '3', 'UD', 'algorithms'],
    ['CS', 'CS 340', 'Artificial Intelligence', '3', 'UD', 'ai'],
    ['CS', 'CS 345', 'Machine Learning', '3', 'UD', 'machineLearning'],
    ['CS', 'CS 360', 'Software Engineering', '3', 'UD', 'softwareEngineering'],
    ['IT', 'IT 101', 'Fundamentals of Information Technology', '3', 'LD', 'itFundamentals'],
    ['IT', 'IT 120', 'Operating Systems in Practice', '3', 'LD', 'operatingSystems'],
    ['IT', 'IT 140', 'Computer Networks', '3', 'LD', 'networks'],
    ['IT', 'IT 220', 'System Administration', '3', 'LD', 'systemAdministration'],
    ['IT', 'IT 240', 'Principles of Information Security', '3', 'LD', 'security'],
    ['IT', 'IT 320', 'Network Security', '3', 'UD', 'networkSecurity'],
    ['IT', 'IT 350', 'Cloud Architecture', '3', 'UD', 'cloud'],
    ['IT', 'IT 395', 'Internship in Information Technology', '3', 'UD', 'internship'],
    ['MATH', 'MATH 110', 'College Algebra and Precalculus', '3', 'LD', 'calculus'],
    ['MATH', 'MATH 151', 'Calculus I', '4', 'LD', 'calculus'],
    ['MATH', 'MATH 152', 'Calculus II', '4', 'LD', 'calculus'],
    ['MATH', 'STAT 200', 'Introduction to Statistics', '3', 'LD', 'statistics'],
    ['MATH', 'STAT 210', 'Introduction to Data Analysis', '3', 'LD', 'dataAnalysis'],
    ['MATH', 'STAT 320', 'Regression and Modeling', '3', 'UD', 'regression'],
    ['MATH', 'STAT 340', 'Data Visualization', '3', 'UD', 'dataVisualisation'],
    ['BUS', 'BUS 101', 'Introduction to Business', '3', 'LD', 'management'],
    ['BUS', 'ACCT 201', 'Financial Accounting', '3', 'LD', 'accounting'],
    ['BUS', 'MKTG 210', 'Principles of Marketing', '3', 'LD', 'marketing'],
    ['BUS', 'MKTG 330', 'Digital Marketing', '3', 'UD', 'digitalMarketing'],
    ['BUS', 'MGMT 310', 'Project Management', '3', 'UD', 'projectManagement'],
    ['BUS', 'MGMT 340', 'Supply Chain Management', '3', 'UD', 'supplyChain'],
    ['BUS', 'FIN 300', 'Principles of Finance', '3', 'UD', 'finance'],
    ['BUS', 'HRM 220', 'Human Resource Management', '3', 'LD', 'humanResources'],
    ['DES', 'DES 115', 'User Experience Design', '3', 'LD', 'hci'],
    ['DES', 'ENG 220', 'Creative Writing', '3', 'LD', 'writing'],
    ['DES', 'COMM 105', 'Public Speaking', '3', 'LD', 'communication'],
    ['HLTH', 'HLTH 130', 'Medical Terminology', '2', 'LD', 'anatomy'],
    ['HLTH', 'HLTH 240', 'Organization of Health Care', '3', 'LD', 'healthOrganisation'],
    ['HLTH', 'HLTH 310', 'Biostatistics', '3', 'UD', 'statistics'],
    ['CS', 'CS 199', 'Keyboarding and Office Software', '1', 'LD', 'itFundamentals', 'inactive'],
  ],
  relations: [
    ['STAT 200', 'equivalent', 'HLTH 310'], ['STAT 320', 'outranks', 'STAT 200'], ['CS 102', 'outranks', 'CS 101'], ['CS 210', 'outranks', 'CS 101'], ['MATH 152', 'outranks', 'MATH 151'],
    ['IT 240', 'overlap', 'IT 320', '1'], ['STAT 210', 'overlap', 'STAT 340', '1'],
  ],
  programs: [
    { code: 'BS-CS', title: 'Computer Science (BS)', department: 'CS', level: 'Bachelor', totalCredits: '120', limits: [
      { id: 'external-60', type: 'max', scope: { all: true }, amount: '60' }, { id: 'ace-30', type: 'max', scope: { tags: ['ACE'] }, amount: '30' },
      { id: 'resident-25', type: 'minResident', percent: '25' }, { id: 'last-30', type: 'finalWindow', window: '30', maxExternal: '6' }, { id: 'upper-40', type: 'minUpperDivision', amount: '40' } ] },
    { code: 'BS-IT', title: 'Information Technology (BS)', department: 'IT', level: 'Bachelor', totalCredits: '120', limits: [
      { id: 'external-75', type: 'max', scope: { all: true }, amount: '75' }, { id: 'ace-45', type: 'max', scope: { tags: ['ACE'] }, amount: '45' },
      { id: 'one-provider-18', type: 'max', scope: { providers: ['Google'] }, amount: '18' }, { id: 'resident-25', type: 'minResident', percent: '25' }, { id: 'upper-36', type: 'minUpperDivision', amount: '36' } ] },
    { code: 'BS-DATA', title: 'Data Science (BS)', department: 'MATH', level: 'Bachelor', totalCredits: '120', limits: [
      { id: 'external-60', type: 'max', scope: { all: true }, amount: '60' }, { id: 'resident-30', type: 'minResident', amount: '30' }, { id: 'old-6', type: 'max', scope: { olderThan: { years: 5 } }, amount: '6' } ] },
    { code: 'BBA', title: 'Business Administration (BBA)', department: 'BUS', level: 'Bachelor', totalCredits: '121', limits: [
      { id: 'external-half', type: 'max', scope: { all: true }, percent: '50' }, { id: 'resident-25', type: 'minResident', percent: '25' }, { id: 'elective-15', type: 'max', scope: { kinds: ['elective', 'block'] }, amount: '15' } ] },
    { code: 'AS-IT', title: 'Information Technology (AS)', department: 'IT', level: 'Associate', totalCredits: '60', limits: [
      { id: 'external-45', type: 'max', scope: { all: true }, amount: '45' }, { id: 'resident-15', type: 'minResident', amount: '15' } ] },
  ],
  policies: {
    earlier: { ...current, credit: { ...current.credit, rounding: { stage: 'line', mode: 'HALF_UP', increment: '0.01' } }, review: { ...current.review, coverageThreshold: 75, stages: [department, committee], deanFromCredits: null }, note: 'First policy on credit for prior learning. Amounts were rounded half up; the dean was not involved.' },
    current,
    draft: { ...current, review: { ...current.review, coverageThreshold: 75, reReviewMonths: 24 }, note: 'Proposal: review every two years, and coverage of three quarters.' },
  },
  people: [
    { name: 'Amara Okafor', mail: 'amara.okafor', roles: ['evaluator'] },
    { name: 'Daniel Reyes', mail: 'daniel.reyes', roles: ['evaluator', 'catalog_editor'] },
    { name: 'Priya Raghunathan', mail: 'priya.raghunathan', roles: ['catalog_editor'] },
    { name: 'Helen Whitcombe', mail: 'helen.whitcombe', roles: ['registrar'] },
    { name: 'Marcus Lindqvist', mail: 'marcus.lindqvist', roles: ['registrar'] },
    { name: 'Ingrid Sørensen', mail: 'ingrid.sorensen', roles: [['chair', 'IT']] },
    { name: 'Rashid Al-Mansouri', mail: 'rashid.almansouri', roles: [['reviewer', 'IT']] },
    { name: 'Kwame Boateng', mail: 'kwame.boateng', roles: [['reviewer', 'IT'], 'committee_member'] },
    { name: 'Lucía Fernández Ibarra', mail: 'lucia.fernandez', roles: [['reviewer', 'IT'], ['reviewer', 'CS']] },
    { name: 'Thomas Abernathy', mail: 'thomas.abernathy', roles: [['chair', 'CS'], 'committee_member'] },
    { name: 'Mei-Ling Chou', mail: 'meiling.chou', roles: [['reviewer', 'CS']] },
    { name: 'Sofia Papadaki', mail: 'sofia.papadaki', roles: [['chair', 'MATH'], 'committee_chair'] },
    { name: 'Jun Watanabe', mail: 'jun.watanabe', roles: [['reviewer', 'MATH']] },
    { name: 'Elena Petrova', mail: 'elena.petrova', roles: [['reviewer', 'MATH'], 'committee_member'] },
    { name: 'Gregory Stone', mail: 'gregory.stone', roles: [['chair', 'BUS']] },
    { name: 'Aisha Bello', mail: 'aisha.bello', roles: [['reviewer', 'BUS'], 'committee_member'] },
    { name: 'Patrick O’Rourke', mail: 'patrick.orourke', roles: [['reviewer', 'BUS']] },
    { name: 'Naomi Feldman', mail: 'naomi.feldman', roles: [['chair', 'DES']] },
    { name: 'Hoa Nguyễn', mail: 'hoa.nguyen', roles: [['reviewer', 'DES']] },
    { name: 'Leilani Kahale', mail: 'leilani.kahale', roles: [['reviewer', 'DES'], ['reviewer', 'HLTH']] },
    { name: 'Ruth Castellanos', mail: 'ruth.castellanos', roles: [['chair', 'HLTH']] },
    { name: 'Victor Almeida', mail: 'victor.almeida', roles: ['dean'] },
    { name: 'Grace Oyelaran', mail: 'grace.oyelaran', roles: ['administrator'] },
    { name: 'Samuel Kowalczyk', mail: 'samuel.kowalczyk', roles: ['administrator'] },
    { name: 'Miriam Haddad', mail: 'miriam.haddad', roles: ['auditor'] },
  ],
  keeps: [],
};
