/** Certificates and the courses they are made of, in their order. Google's and IBM's certificates carry all of their courses. */
export const components: Readonly<Record<string, readonly string[]>> = {
  'google-it-support-professional-certificate': [
    'technical-support-fundamentals-google', 'the-bits-and-bytes-of-computer-networking-google', 'operating-systems-and-you-becoming-a-power-user-google',
    'system-administration-and-it-infrastructure-services-google', 'it-security-defense-against-the-digital-dark-arts-google',
  ],
  'google-data-analytics-professional-certificate': [
    'foundations-data-data-everywhere-google', 'ask-questions-to-make-data-driven-decisions-google', 'prepare-data-for-exploration-google',
    'process-data-from-dirty-to-clean-google', 'analyze-data-to-answer-questions-google', 'share-data-through-the-art-of-visualization-google',
    'data-analysis-with-r-programming-google', 'google-data-analytics-capstone-complete-a-case-study',
  ],
  'google-advanced-data-analytics-professional-certificate': [
    'foundations-of-data-science-google', 'get-started-with-python-google', 'go-beyond-the-numbers-translate-data-into-insights-google',
    'the-power-of-statistics-google', 'regression-analysis-simplify-complex-data-relationships-google', 'the-nuts-and-bolts-of-machine-learning-google',
  ],
  'google-business-intelligence-professional-certificate': ['foundations-of-business-intelligence-google', 'the-path-to-insights-data-models-and-pipelines-google'],
  'google-cybersecurity-professional-certificate': [
    'foundations-of-cybersecurity-google', 'play-it-safe-manage-security-risks-google', 'connect-and-protect-networks-and-network-security-google',
    'tools-of-the-trade-linux-and-sql-google', 'assets-threats-and-vulnerabilities-google', 'sound-the-alarm-detection-and-response-google',
    'automate-cybersecurity-tasks-with-python-google', 'put-it-to-work-prepare-for-cybersecurity-jobs-google',
  ],
  'google-it-automation-with-python-professional-certificate': ['crash-course-on-python-google', 'introduction-to-git-and-github-google'],
  'google-ux-design': [
    'foundations-of-user-experience-ux-design-google', 'start-the-ux-design-process-empathize-define-and-ideate-google', 'build-wireframes-and-low-fidelity-prototypes-google',
    'conduct-ux-research-and-test-early-concepts-google', 'create-high-fidelity-designs-and-prototypes-in-figma-google',
    'build-dynamic-user-interfaces-ui-for-websites-google', 'design-a-user-experience-for-social-good-prepare-for-jobs-google',
  ],
  'google-project-management': [
    'foundations-of-project-management-google', 'project-initiation-starting-a-successful-project-google', 'project-planning-putting-it-all-together-google',
    'project-execution-running-the-project-google', 'agile-project-management-google', 'capstone-applying-project-management-in-the-real-world-google',
  ],
  'google-digital-marketing-e-commerce-professional-certificate': [
    'foundations-of-digital-marketing-and-e-commerce-google', 'attract-and-engage-customers-with-digital-marketing-google', 'from-likes-to-leads-interact-with-customers-online-google',
    'think-outside-the-inbox-email-marketing-google', 'assess-for-success-marketing-analytics-and-measurement-google', 'satisfaction-guaranteed-develop-customer-loyalty-online-google',
  ],
  'ibm-data-science-professional-certificate': [
    'what-is-data-science-ibm', 'data-science-methodology-ibm', 'python-for-data-science-ai-development-ibm', 'python-project-for-data-science-ibm',
    'databases-and-sql-for-data-science-with-python-ibm', 'data-analysis-with-python-ibm', 'data-visualization-with-python-ibm',
    'machine-learning-with-python-ibm', 'applied-data-science-capstone-ibm',
  ],
  'ibm-data-analyst-professional-certificate': [
    'introduction-to-data-analytics-ibm', 'excel-basics-for-data-analysis-ibm', 'python-for-data-science-ai-development-ibm', 'python-project-for-data-science-ibm',
    'databases-and-sql-for-data-science-with-python-ibm', 'data-analysis-with-python-ibm', 'data-visualization-with-python-ibm', 'ibm-data-analyst-capstone-project',
  ],
  'ibm-cybersecurity-analyst-professional-certificate': [
    'introduction-to-cybersecurity-tools-cyber-attacks-ibm', 'cybersecurity-roles-processes-operating-system-security-ibm', 'cybersecurity-compliance-framework-system-administration-ibm',
  ],
  'meta-front-end-developer': ['programming-with-javascript-meta', 'version-control-meta', 'react-basics-meta'],
  'google-career-certificates-set': ['google-it-support-professional-certificate', 'google-data-analytics-professional-certificate', 'google-project-management', 'google-ux-design'],
};

/** Holding the whole means holding each part: the certificate is only given when every course is passed. */
export const componentsImplied: readonly string[] = [
  'google-it-support-professional-certificate', 'google-data-analytics-professional-certificate', 'google-project-management', 'google-ux-design',
  'google-cybersecurity-professional-certificate', 'ibm-data-science-professional-certificate', 'ibm-data-analyst-professional-certificate',
];
