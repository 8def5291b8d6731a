/** Published advice of third parties about credit. Facts and dates of the source; the notes are ours. Advice is never credit. */
export interface Advice {
  about: string;
  recommender: string;
  externalId?: string;
  amount?: string;
  isMaximum?: boolean;
  unit?: 'ECTS' | 'US_SEM' | 'UK_CATS';
  hours?: string;
  passMark?: string;
  levels?: string[];
  subjects?: string[];
  from?: string;
  to?: string;
  source: string;
  confidence: 'high' | 'medium';
  note: string;
}

const mirror = 'https://bagtrend.top/explore/ects-credit-recommendation';
const mirrored = { recommender: 'ECTS recommendation shown by Coursera', unit: 'ECTS', source: mirror, confidence: 'medium' } as const;
const mirrorNote = 'Read from a copy of the platform’s page by a third party; the date of the page is unknown. Check on the platform before making a rule.';
const fibaaSet = 'FIBAA certified the first set in October 2023.';
const own = 'https://www.coursera.org/professional-certificates/';
const pageNote = 'From general knowledge of the program page, not confirmed in a source. “Up to” is a maximum.';
const snhu = {
  recommender: 'Southern New Hampshire University', confidence: 'high',
  source: 'https://www.snhu.edu/admission/transferring-credits/work-life-experience/it-certifications',
} as const;
const snhuNote = 'A decision of one university about its own course. The page gives no hours of credit; passing is required. Page date unknown.';

export const recommendations: readonly Advice[] = [
  { ...mirrored, about: 'google-advanced-data-analytics-professional-certificate', amount: '8', hours: '201', passMark: '80', levels: ['EQF 6', 'EQF 7'], note: `${fibaaSet} ${mirrorNote} 25.1 hours a credit.` },
  { ...mirrored, about: 'google-business-intelligence-professional-certificate', amount: '3', hours: '76', passMark: '80', levels: ['EQF 5', 'EQF 6'], note: `${fibaaSet} ${mirrorNote} 25.3 hours a credit.` },
  { ...mirrored, about: 'google-cybersecurity-professional-certificate', amount: '7', hours: '166', passMark: '80', levels: ['EQF 5', 'EQF 6'], note: `${fibaaSet} ${mirrorNote} 23.7 hours a credit, below the usual 25.` },
  { ...mirrored, about: 'google-data-analytics-professional-certificate', amount: '7', hours: '187', passMark: '80', levels: ['EQF 5', 'EQF 6'], note: `${fibaaSet} ${mirrorNote} 26.7 hours a credit.` },
  { ...mirrored, about: 'google-digital-marketing-e-commerce-professional-certificate', amount: '7', hours: '166', passMark: '80', levels: ['EQF 5', 'EQF 6'], note: `${fibaaSet} ${mirrorNote} 23.7 hours a credit, below the usual 25.` },
  { ...mirrored, about: 'google-it-automation-with-python-professional-certificate', amount: '5', hours: '113', note: `${mirrorNote} Pass mark and level were cut off in the copy. 22.6 hours a credit.` },
  { about: 'google-and-ibm-professional-certificates-set-of-12', recommender: 'FIBAA', amount: '9', isMaximum: true, unit: 'ECTS', subjects: ['data analytics', 'UX design', 'cybersecurity and others'], from: '2023-10-01', source: 'https://www.timeshighereducation.com/news/workplace-skills-courses-coursera-count-part-degrees', confidence: 'high', note: 'Twelve certificates, each between 5 and 9 ECTS; institutions decide. The press report gives the month only.' },
  { about: 'google-career-certificates-set', recommender: 'ACE', amount: '12', isMaximum: true, unit: 'US_SEM', from: '2021-11-01', source: 'https://svdaily.com/2021/11/03', confidence: 'high', note: 'Announced as up to 12 college credits; that is not 12 for each certificate. Versions of ACE recommendations last about three years, so those of 2021 have lapsed.' },
  { about: 'google-it-support-professional-certificate', recommender: 'ACE', amount: '12', isMaximum: true, unit: 'US_SEM', levels: ['lower division'], source: `${own}google-it-support`, confidence: 'medium', note: 'From general knowledge, in line with the announcement of 2021. Take subjects and dates from the ACE National Guide before making a rule.' },
  { about: 'google-data-analytics-professional-certificate', recommender: 'ACE', amount: '12', isMaximum: true, unit: 'US_SEM', levels: ['lower division'], source: `${own}google-data-analytics`, confidence: 'medium', note: 'From general knowledge, in line with the announcement of 2021. Take subjects and dates from the ACE National Guide before making a rule.' },
  { about: 'ibm-data-science-professional-certificate', recommender: 'ACE', amount: '12', isMaximum: true, unit: 'US_SEM', source: `${own}ibm-data-science`, confidence: 'medium', note: pageNote },
  { about: 'ibm-data-science-professional-certificate', recommender: 'FIBAA', amount: '6', isMaximum: true, unit: 'ECTS', source: `${own}ibm-data-science`, confidence: 'medium', note: pageNote },
  { about: 'ibm-data-analyst-professional-certificate', recommender: 'ACE', amount: '12', isMaximum: true, unit: 'US_SEM', source: `${own}ibm-data-analyst`, confidence: 'medium', note: pageNote },
  { about: 'ibm-data-analyst-professional-certificate', recommender: 'FIBAA', amount: '6', isMaximum: true, unit: 'ECTS', source: `${own}ibm-data-analyst`, confidence: 'medium', note: pageNote },
  { about: 'ibm-cybersecurity-analyst-professional-certificate', recommender: 'ACE', amount: '10', isMaximum: true, unit: 'US_SEM', source: `${own}ibm-cybersecurity-analyst`, confidence: 'medium', note: pageNote },
  { about: 'ibm-cybersecurity-analyst-professional-certificate', recommender: 'FIBAA', amount: '5', isMaximum: true, unit: 'ECTS', source: `${own}ibm-cybersecurity-analyst`, confidence: 'medium', note: pageNote },
  { about: 'ibm-full-stack-software-developer-professional-certificate', recommender: 'ACE', amount: '18', isMaximum: true, unit: 'US_SEM', source: `${own}ibm-full-stack-cloud-developer`, confidence: 'medium', note: pageNote },
  { about: 'ibm-full-stack-software-developer-professional-certificate', recommender: 'FIBAA', amount: '9', isMaximum: true, unit: 'ECTS', source: `${own}ibm-full-stack-cloud-developer`, confidence: 'medium', note: pageNote },
  { about: 'columbiax-micromasters-business-analytics', recommender: 'Columbia University', amount: '7.5', unit: 'US_SEM', levels: ['graduate'], subjects: ['MS Management Science & Engineering', 'MS Operations Research', 'MS Marketing Science', 'MS Business Analytics'], source: 'https://cvn.columbia.edu/content/micromasters-program-business-analytics', confidence: 'high', note: 'For admitted students who hold verified certificates of all four courses; not together with other transfer credit. Page date unknown.' },
  { about: 'mitx-micromasters-supply-chain-management', recommender: 'Massachusetts Institute of Technology', levels: ['graduate'], subjects: ['MS Supply Chain Management, blended path'], from: '2016-01-01', source: 'https://scm.mit.edu/scm-blended-program-scmb-faq', confidence: 'high', note: 'Five courses and a proctored exam stand for the first part of a degree of 90 units with one term on campus. How many units are credited is not stated; the start is known by year only.' },
  { about: 'edx-micromasters-programs', recommender: 'edX program design', levels: ['graduate'], from: '2016-09-01', source: 'https://mitx-micromasters.zendesk.com/hc/en-us/articles/360035544172', confidence: 'medium', note: 'Reported as a quarter to a half of a master’s degree, or 20 to 30 ECTS in Europe, at the issuing or listed universities only. Others need not recognise it.' },
  { ...snhu, about: 'aws-certified-cloud-practitioner-clf-c01', amount: '3', unit: 'US_SEM', subjects: ['IT-476 Experiential Learning'], note: 'A decision of one university. Ask within three years of the exam. Page date unknown; the exam codes point to 2019–2021.' },
  { ...snhu, about: 'comptia-a-plus', subjects: ['IT-202 Computer Operating Systems'], note: snhuNote },
  { ...snhu, about: 'comptia-network-plus', subjects: ['IT-212 Introduction to Computer Networks'], note: snhuNote },
  { ...snhu, about: 'comptia-linux-plus', subjects: ['IT-255 Introduction to Linux Operating Systems'], note: snhuNote },
  { ...snhu, about: 'comptia-it-fundamentals', subjects: ['IT-200 Fundamentals of Information Technology'], note: snhuNote },
  { ...snhu, about: 'comptia-cysa-plus', subjects: ['IT-320 Network Security'], note: snhuNote },
  { ...snhu, about: 'cisco-ccna', subjects: ['IT-212 Introduction to Computer Networks'], note: `${snhuNote} Exam 200-125, or 100-105 and 200-105 together; ask within three years.` },
  { ...snhu, about: 'cisco-ccna-security', subjects: ['IT-253 Computer Systems Security'], note: `${snhuNote} Ask within three years.` },
  { ...snhu, about: 'cisco-ccnp-security', subjects: ['IT-320 Network Security'], note: `${snhuNote} Ask within three years.` },
  { about: 'google-it-support-professional-certificate', recommender: 'Northeastern University, College of Professional Studies', subjects: ['BS in Information Technology'], from: '2018-09-18', source: 'https://news.northeastern.edu/2018/09/18/googles-it-support-professional-certificate-can-now-count-toward-a-degree-at-northeastern-university', confidence: 'high', note: 'Credit for admitted students of one university; the amount is not known.' },
  { about: 'google-it-support-professional-certificate', recommender: 'University of London, BSc Computer Science', amount: '15', unit: 'UK_CATS', levels: ['FHEQ 4'], subjects: ['one level 4 module'], source: 'https://www.london.ac.uk/study/how-apply/recognition-prior-learning/recognition-accreditation-prior-learning-bsc-computer-science', confidence: 'medium', note: 'The frame is published: level 4 modules of 15 credits, at most 120, within five years. Which module the certificate stands for is general knowledge.' },
  { about: 'advanced-science-of-hazardous-materials-response', recommender: 'ACE', externalId: '0276', amount: '3', unit: 'US_SEM', hours: '45.5', passMark: '70', levels: ['upper division'], subjects: ['fire science', 'fire technology', 'introduction to chemistry'], from: '2019-11-01', to: '2022-10-31', source: 'https://github.com/CredentialEngine/vocabularies', confidence: 'high', note: 'A complete exhibit with its dates; one of the three subjects. Lapsed: completions after the end date carry no recommendation.' },
  { about: 'study-com-accounting-and-business-upper-division', recommender: 'ACE', amount: '3', unit: 'US_SEM', levels: ['upper division'], subjects: ['accounting', 'business'], source: 'https://support.study.com/support/solutions/articles/11000108349', confidence: 'high', note: 'Three credits for each course of the list. Page of 25 April 2024.' },
  { about: 'biostatistics-for-credit', recommender: 'ACE', amount: '3', unit: 'US_SEM', passMark: '70', levels: ['upper division'], subjects: ['biostatistics'], source: 'https://www.statistics.com/knowledge-base/ace-credit-evaluation-critera-by-course/', confidence: 'medium', note: 'Read from a copy in which the table had lost its layout; no dates given.' },
];
