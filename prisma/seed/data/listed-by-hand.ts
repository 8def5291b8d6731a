import type { Listed } from './listed';

/** Entries that published recommendations are about, and component courses that the listings do not hold. */
const exam = { kind: 'exam', language: 'en', subject: 'computing', type: 'Certification exam' } as const;
const snhu = 'Certification named on a public list of exams with credit';
const component = { kind: 'course', type: 'Course', language: 'en', platform: 'Coursera', provider: 'Google', level: 'Beginner', source: 'Course list of the certificate; link not checked' } as const;

export const listedByHand: readonly Listed[] = [
  { ...exam, slug: 'aws-certified-cloud-practitioner-clf-c01', title: 'AWS Certified Cloud Practitioner (CLF-C01)', provider: 'Amazon Web Services', source: snhu, skills: ['Cloud computing', 'Amazon Web Services'] },
  { ...exam, slug: 'comptia-a-plus', title: 'CompTIA A+', provider: 'CompTIA', source: snhu, skills: ['Hardware', 'Operating systems', 'Technical support'] },
  { ...exam, slug: 'comptia-network-plus', title: 'CompTIA Network+', provider: 'CompTIA', source: snhu, skills: ['Computer networks', 'Troubleshooting'] },
  { ...exam, slug: 'comptia-linux-plus', title: 'CompTIA Linux+', provider: 'CompTIA', source: snhu, skills: ['Linux', 'System administration'] },
  { ...exam, slug: 'comptia-it-fundamentals', title: 'CompTIA IT Fundamentals', provider: 'CompTIA', source: snhu, skills: ['Information technology'] },
  { ...exam, slug: 'comptia-cysa-plus', title: 'CompTIA CySA+', provider: 'CompTIA', source: snhu, skills: ['Security analysis', 'Incident response'] },
  { ...exam, slug: 'cisco-ccna', title: 'Cisco CCNA', provider: 'Cisco', source: snhu, skills: ['Computer networks', 'Routing and switching'] },
  { ...exam, slug: 'cisco-ccna-security', title: 'Cisco CCNA Security (210-260)', provider: 'Cisco', source: snhu, skills: ['Network security'] },
  { ...exam, slug: 'cisco-ccnp-security', title: 'Cisco CCNP Security', provider: 'Cisco', source: snhu, skills: ['Network security', 'Firewalls'] },
  { slug: 'columbiax-micromasters-business-analytics', title: 'ColumbiaX MicroMasters program in Business Analytics', provider: 'Columbia University', platform: 'edX', kind: 'certificate', type: 'MicroMasters', subject: 'business', language: 'en', url: 'https://cvn.columbia.edu/content/micromasters-program-business-analytics', source: 'Program page of the university', skills: ['Analytics', 'Marketing', 'Machine learning'] },
  { slug: 'mitx-micromasters-supply-chain-management', title: 'MITx MicroMasters in Supply Chain Management', provider: 'Massachusetts Institute of Technology', platform: 'edX', kind: 'certificate', type: 'MicroMasters', subject: 'business', language: 'en', url: 'https://scm.mit.edu/scm-blended-program-scmb-faq', source: 'Program page of the university', skills: ['Supply chain management', 'Logistics'] },
  { slug: 'edx-micromasters-programs', title: 'edX MicroMasters programs (in general)', provider: 'Various universities', platform: 'edX', kind: 'certificate', type: 'MicroMasters', language: 'en', source: 'Press report of 2016' },
  { slug: 'google-and-ibm-professional-certificates-set-of-12', title: '12 Google and IBM Professional Certificates (as a set)', provider: 'Google and IBM', platform: 'Coursera', kind: 'certificate', type: 'Set of certificates', subject: 'computing', language: 'en', source: 'Press report of 2023' },
  { slug: 'google-career-certificates-set', title: 'Google Career Certificates (IT Support, Data Analytics, Project Management, UX Design), as a set', provider: 'Google', platform: 'Coursera', kind: 'certificate', type: 'Set of certificates', subject: 'computing', language: 'en', source: 'Public announcement of 2021' },
  { slug: 'advanced-science-of-hazardous-materials-response', title: 'Advanced Science of Hazardous Materials Response', provider: 'Provider listed by ACE', kind: 'course', type: 'Classroom course', subject: 'services', language: 'en', hours: '45.5', url: 'https://github.com/CredentialEngine/vocabularies', source: 'Published ACE exhibit in machine-readable form' },
  { slug: 'study-com-accounting-and-business-upper-division', title: 'Study.com Accounting 301, 302, 303; Business 302–325 (list)', provider: 'Study.com', platform: 'Study.com', kind: 'course', type: 'Course list', subject: 'business', language: 'en', url: 'https://support.study.com/support/solutions/articles/11000108349', source: 'Help page of the provider' },
  { slug: 'biostatistics-for-credit', title: 'Biostatistics for Credit', provider: 'The Institute for Statistics Education at Statistics.com', platform: 'Statistics.com', kind: 'course', type: 'Course', subject: 'science', language: 'en', url: 'https://www.statistics.com/knowledge-base/ace-credit-evaluation-critera-by-course/', source: 'Help page of the provider' },
  { slug: 'ibm-cybersecurity-analyst-professional-certificate', title: 'IBM Cybersecurity Analyst Professional Certificate', provider: 'IBM', platform: 'Coursera', kind: 'certificate', type: 'Professional Certificate', subject: 'computing', language: 'en', level: 'Beginner', effort: '3–6 months', url: 'https://www.coursera.org/professional-certificates/ibm-cybersecurity-analyst', source: 'Program page of the platform', skills: ['Network security', 'Incident response', 'Compliance'] },
  { ...component, slug: 'data-analysis-with-r-programming-google', title: 'Data Analysis with R Programming', subject: 'computing' },
  { ...component, slug: 'foundations-of-cybersecurity-google', title: 'Foundations of Cybersecurity', subject: 'computing' },
  { ...component, slug: 'connect-and-protect-networks-and-network-security-google', title: 'Connect and Protect: Networks and Network Security', subject: 'computing' },
  { ...component, slug: 'project-planning-putting-it-all-together-google', title: 'Project Planning: Putting It All Together', subject: 'business' },
  { ...component, slug: 'conduct-ux-research-and-test-early-concepts-google', title: 'Conduct UX Research and Test Early Concepts', subject: 'computing' },
];
