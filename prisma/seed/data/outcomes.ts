/** What is learned, summarised by us in our own short words from titles and subjects; no text of the providers. */
export const outcomes: Readonly<Record<string, readonly string[]>> = {
  'google-it-support-professional-certificate': [
    'Find and fix common faults of hardware, software and networks',
    'Explain how data travels through the layers of a network',
    'Manage users, files and processes on Windows and Linux',
    'Run directory, backup and cloud services for a small organisation',
    'Apply authentication, encryption and hardening against common attacks',
    'Help users clearly and document what was done',
  ],
  'google-data-analytics-professional-certificate': [
    'Turn a question of a business into a question for data',
    'Collect, judge and organise data with their bias in view',
    'Clean data in spreadsheets and with SQL and keep a record of the changes',
    'Summarise and combine data to answer a question',
    'Show findings in charts and dashboards for a given audience',
    'Carry out a small analysis in R from data to report',
  ],
  'google-advanced-data-analytics-professional-certificate': [
    'Explore and clean data with Python',
    'Estimate and test with samples',
    'Fit linear and logistic regressions and check their assumptions',
    'Train and compare tree-based models',
    'Report findings to people who decide',
  ],
  'google-business-intelligence-professional-certificate': [
    'Find out what people who decide need to see',
    'Model data and build pipelines for reporting',
    'Design dashboards that stay useful',
  ],
  'google-cybersecurity-professional-certificate': [
    'Name threats, risks and weak points of an organisation',
    'Work at the command line of Linux and query logs with SQL',
    'Secure networks with segmentation, firewalls and hardening',
    'Detect incidents with monitoring tools and respond by a playbook',
    'Automate small security tasks with Python',
    'Explain security frameworks and controls',
  ],
  'google-it-automation-with-python-professional-certificate': [
    'Write Python scripts for everyday tasks',
    'Keep code in Git and work together on GitHub',
    'Find the cause of faults in scripts and systems',
    'Configure many machines in one way',
  ],
  'google-ux-design': [
    'Interview users and describe them as personas',
    'Define a problem and sketch several answers',
    'Build wireframes and prototypes',
    'Test a prototype with users and improve it',
    'Design for accessibility and several screen sizes',
  ],
  'google-project-management': [
    'Write a project charter with goals and limits',
    'Plan tasks, time, money and risks',
    'Track quality and progress and report them',
    'Lead a Scrum team through its events',
    'Deal with stakeholders and changes',
  ],
  'google-digital-marketing-e-commerce-professional-certificate': [
    'Plan a campaign along the customer’s path',
    'Use search, social media and e-mail to win customers',
    'Set up and run a small online shop',
    'Measure campaigns and report their return',
  ],
  'ibm-data-science-professional-certificate': [
    'Plan a data project by a sound method',
    'Program with Python for data',
    'Query relational databases with SQL',
    'Analyse and visualise data',
    'Train and judge models for regression, classification and clustering',
    'Present a project of one’s own',
  ],
  'ibm-data-analyst-professional-certificate': [
    'Work with data in spreadsheets and Python',
    'Query databases with SQL',
    'Clean, explore and summarise data',
    'Build charts and dashboards',
    'Carry out a final project with a report',
  ],
  'ibm-full-stack-software-developer-professional-certificate': [
    'Build pages with HTML, CSS and JavaScript',
    'Write services with Python and a database',
    'Put applications into containers and run them in a cloud',
    'Work with Git and automated delivery',
    'Complete an application from screen to database',
  ],
  'ibm-cybersecurity-analyst-professional-certificate': [
    'Describe attackers, their means and motives',
    'Explain access control, encryption and network defence',
    'Follow an incident from alarm to report',
    'Relate tasks to security standards',
  ],
  'ibm-ai-engineering': [
    'Prepare data and train machine-learning models',
    'Build neural networks with common frameworks',
    'Compare models and avoid overfitting',
  ],
  'ibm-data-engineering': [
    'Design relational databases',
    'Move and transform data in pipelines',
    'Build a data warehouse',
    'Use tools for large data',
  ],
  'ibm-machine-learning': [
    'Explore data before modelling',
    'Train supervised and unsupervised models',
    'Choose and check models',
    'Use deep and reinforcement learning in simple cases',
  ],
  'meta-front-end-developer': [
    'Program pages with JavaScript',
    'Build interfaces from React components',
    'Keep versions of code',
    'Design usable pages',
  ],
  'meta-back-end-developer': [
    'Program services with Python',
    'Model data in a relational database',
    'Offer and use web interfaces',
    'Deploy a service',
  ],
  'meta-database-engineer': [
    'Design and normalise a database',
    'Write queries, views and procedures in SQL',
    'Tune and secure a database',
  ],
  'aws-cloud-solutions-architect-amazon-web-services': [
    'Choose cloud services for a need',
    'Design for failure and cost',
    'Secure accounts and networks in a cloud',
  ],
  'microsoft-cybersecurity-analyst': [
    'Explain network and cloud security',
    'Manage identities and access',
    'Plan defence and test it',
  ],
  'microsoft-power-bi-data-analyst': [
    'Connect and clean data for reports',
    'Model data and write measures',
    'Design reports and share them',
  ],
  'deeplearning-ai-tensorflow-developer': [
    'Build image classifiers with neural networks',
    'Process text with neural networks',
    'Forecast time series',
  ],
  'hrci-human-resource-associate': [
    'Plan hiring and onboarding',
    'Manage performance and development',
    'Apply basics of labour law and compliance',
  ],
  'uci-project-management-university-of-california-irvine': [
    'Start and plan a project',
    'Estimate time and budget',
    'Manage risk and change',
  ],
  'comptia-a-plus': [
    'Install and repair hardware',
    'Set up and secure operating systems',
    'Solve users’ problems by a method',
  ],
  'comptia-network-plus': [
    'Explain network models, addresses and protocols',
    'Set up wired and wireless networks',
    'Find faults in networks',
    'Harden a network',
  ],
  'comptia-linux-plus': ['Manage a Linux system', 'Write shell scripts', 'Secure and troubleshoot Linux'],
  'comptia-cysa-plus': [
    'Analyse threats and weaknesses',
    'Monitor and detect',
    'Respond to incidents and report',
  ],
  'cisco-ccna': [
    'Configure routers and switches',
    'Plan address spaces',
    'Secure access to the network',
    'Automate simple tasks',
  ],
  'aws-certified-cloud-practitioner-clf-c01': [
    'Explain benefits and models of cloud computing',
    'Name core services and their use',
    'Describe security and pricing in a cloud',
  ],
  'columbiax-micromasters-business-analytics': [
    'Model decisions with data',
    'Use analytics in marketing and finance',
    'Apply machine learning to business',
    'Optimise under constraints',
  ],
  'mitx-micromasters-supply-chain-management': [
    'Forecast demand and plan stock',
    'Design supply networks',
    'Model flows and contracts',
    'Use supply chain technology',
  ],
  'biostatistics-for-credit': [
    'Choose and carry out tests for health data',
    'Read clinical studies critically',
    'Estimate risk and survival',
  ],
  'algorithms-stanford-university': [
    'Analyse running time',
    'Design by divide and conquer, greedy choice and dynamic programming',
    'Use graphs and data structures',
    'Recognise hard problems',
  ],
  'deep-learning-deeplearning-ai': [
    'Train deep networks and tune them',
    'Build convolutional networks',
    'Build sequence models',
  ],
  'object-oriented-programming-university-of-london': [
    'Design classes and their relations',
    'Build graphical and audio programs in C++',
    'Structure a larger program',
  ],
  'fundamentals-of-accounting-university-of-illinois-at-urbana-champaign': [
    'Record transactions and prepare statements',
    'Use costs for decisions',
    'Budget and control',
  ],
  'business-analytics-university-of-pennsylvania': [
    'Describe customers with data',
    'Use analytics in operations and staff questions',
    'Report results for decisions',
  ],
  'financial-engineering-and-risk-management-columbia-university': [
    'Price derivatives',
    'Optimise portfolios',
    'Measure credit and market risk',
  ],
  'biostatistics-in-public-health-johns-hopkins-university': [
    'Summarise health data',
    'Test hypotheses',
    'Fit simple and multiple regressions',
  ],
  'mathematics-for-machine-learning-and-data-science-deeplearning-ai': [
    'Work with vectors and matrices',
    'Differentiate and optimise',
    'Reason with probability',
  ],
  'mathematics-for-engineers-the-hong-kong-university-of-science-and-technology': [
    'Solve linear systems and eigenvalue problems',
    'Solve differential equations',
    'Use vector calculus',
    'Compute numerically',
  ],
  'modern-robotics-mechanics-planning-and-control-northwestern-university': [
    'Describe motion of rigid bodies',
    'Solve kinematics of robot arms',
    'Plan and control motion',
  ],
  'medical-terminology-rice-university': [
    'Build and read medical words',
    'Name organs and diseases',
    'Use terms in records',
  ],
  'healthcare-organization-operations-rutgers-the-state-university-of-new-jersey': [
    'Describe how care is organised and paid',
    'Improve processes',
    'Lead teams in care',
  ],
  'creative-writing-wesleyan-university': [
    'Write scenes with plot and character',
    'Find setting and style',
    'Revise with feedback',
  ],
  'good-with-words-speaking-and-presenting-university-of-michigan': [
    'Plan a talk',
    'Speak clearly',
    'Improve by practice',
  ],
  'geographic-information-systems-gis-university-of-california-davis': [
    'Make maps from spatial data',
    'Analyse places and distances',
    'Choose projections and formats',
  ],
  'programming-for-everybody-getting-started-with-python-the-university-of-michigan': [
    'Write short programs with variables, conditions and loops',
    'Use functions',
    'Read and process input',
  ],
  'cs50-s-introduction-to-computer-science-harvard-university': [
    'Think in algorithms',
    'Program in C and Python',
    'Use data structures and SQL',
    'Build a small web application',
  ],
  'introduction-to-biology-the-secret-of-life-massachusetts-institute-of-technology': [
    'Explain the chemistry of life',
    'Explain heredity and gene expression',
    'Describe modern methods',
  ],
  'principles-of-biochemistry-harvard-university': [
    'Relate structure and function of molecules',
    'Explain enzymes and metabolism',
  ],
  'mechanics-kinematics-and-dynamics-massachusetts-institute-of-technology': [
    'Describe motion',
    'Use Newton’s laws',
    'Solve problems of circular motion',
  ],
  'foundations-of-modern-finance-i-massachusetts-institute-of-technology': [
    'Value cash flows',
    'Price bonds and shares',
    'Explain risk and return',
  ],
  'international-law-universite-catholique-de-louvain': [
    'Name sources and subjects of international law',
    'Explain responsibility of states',
    'Explain settlement of disputes',
  ],
  'introduction-to-psychology-tsinghua-university': [
    'Explain perception, learning and memory',
    'Describe personality and social behaviour',
    'Read studies with care',
  ],
};

/** Elements of the European approach that are known, by certificate. What is not known stays empty. */
export interface Details {
  eqf?: readonly [min: number, max: number];
  assessment?: readonly string[];
  supervision?: string;
  participation?: string;
  qualityAssurance?: string;
  passMark?: string;
  prerequisites?: string;
  country?: string;
}
const quizzes = ['Quizzes marked automatically', 'Practical tasks'];
const online = 'Online, at one’s own pace';
const unsupervised = 'Without supervision and without identity check';
const google: Details = {
  assessment: quizzes,
  supervision: unsupervised,
  participation: online,
  qualityAssurance: 'Own review of the provider',
  passMark: '80',
  prerequisites: 'None',
  country: 'US',
};
const ibm: Details = { ...google, assessment: [...quizzes, 'Final project marked by peers'] };
const proctoredExam: Details = {
  assessment: ['Exam under supervision'],
  supervision: 'Supervised, with identity check',
  participation: 'At a test centre or online with supervision',
  qualityAssurance: 'Certification body',
  country: 'US',
};

export const details: Readonly<Record<string, Details>> = {
  'google-it-support-professional-certificate': google,
  'google-data-analytics-professional-certificate': {
    ...google,
    eqf: [5, 6],
    qualityAssurance: 'Own review of the provider; FIBAA',
  },
  'google-advanced-data-analytics-professional-certificate': {
    ...google,
    eqf: [6, 7],
    qualityAssurance: 'Own review of the provider; FIBAA',
  },
  'google-business-intelligence-professional-certificate': { ...google, eqf: [5, 6] },
  'google-cybersecurity-professional-certificate': { ...google, eqf: [5, 6] },
  'google-digital-marketing-e-commerce-professional-certificate': { ...google, eqf: [5, 6] },
  'google-it-automation-with-python-professional-certificate': {
    ...google,
    prerequisites: 'Basic use of a computer',
  },
  'google-ux-design': { ...google, assessment: ['Practical tasks marked by peers', 'Portfolio'] },
  'google-project-management': google,
  'ibm-data-science-professional-certificate': ibm,
  'ibm-data-analyst-professional-certificate': ibm,
  'ibm-full-stack-software-developer-professional-certificate': ibm,
  'ibm-cybersecurity-analyst-professional-certificate': ibm,
  'comptia-a-plus': proctoredExam,
  'comptia-network-plus': proctoredExam,
  'comptia-linux-plus': proctoredExam,
  'comptia-it-fundamentals': proctoredExam,
  'comptia-cysa-plus': proctoredExam,
  'cisco-ccna': proctoredExam,
  'cisco-ccna-security': proctoredExam,
  'cisco-ccnp-security': proctoredExam,
  'aws-certified-cloud-practitioner-clf-c01': proctoredExam,
  'columbiax-micromasters-business-analytics': {
    eqf: [7, 7],
    assessment: ['Graded tasks', 'Exam under supervision'],
    supervision: 'Supervised online, with identity check',
    participation: 'Online, in terms',
    qualityAssurance: 'University',
    country: 'US',
  },
  'mitx-micromasters-supply-chain-management': {
    eqf: [7, 7],
    assessment: ['Graded tasks', 'Comprehensive exam under supervision'],
    supervision: 'Supervised online, with identity check',
    participation: 'Online, in terms',
    qualityAssurance: 'University',
    country: 'US',
  },
  'biostatistics-for-credit': {
    assessment: ['Exam under supervision'],
    supervision: 'Supervised online, with identity check',
    passMark: '70',
    country: 'US',
  },
  'advanced-science-of-hazardous-materials-response': {
    assessment: ['Exam'],
    supervision: 'Supervised on site',
    participation: 'On site',
    passMark: '70',
    country: 'US',
  },
};

/** Certificates whose content changed: the older version with the day it ended, the newer with the day it began.
 * Labels that say “example” carry dates made up for the demonstration; exam codes carry the public dates of the exam. */
export const olderVersions: Readonly<Record<string, { label: string; endedOn: string; newer: string }>> = {
  'google-it-support-professional-certificate': {
    label: '2021 (example)',
    endedOn: '2024-02-29',
    newer: '2024 (example)',
  },
  'google-data-analytics-professional-certificate': {
    label: '2021 (example)',
    endedOn: '2023-12-31',
    newer: '2024 (example)',
  },
  'google-cybersecurity-professional-certificate': {
    label: '2023 (example)',
    endedOn: '2025-06-30',
    newer: '2025 (example)',
  },
  'ibm-data-science-professional-certificate': {
    label: '1 (example)',
    endedOn: '2023-06-30',
    newer: '2 (example)',
  },
  'google-project-management': { label: '2021 (example)', endedOn: '2024-08-31', newer: '2024 (example)' },
  'comptia-a-plus': { label: '220-1001/1002', endedOn: '2022-10-20', newer: '220-1101/1102' },
  'cisco-ccna': { label: '200-125', endedOn: '2020-02-24', newer: '200-301' },
};
