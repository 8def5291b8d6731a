/** Where organizations of the demonstration catalog are and what their home pages are. @source their home pages */
export const organizations: readonly { name: string; country: string; url: string }[] = [
  { name: 'ACE', country: 'US', url: 'https://www.acenet.edu' },
  { name: 'Cisco', country: 'US', url: 'https://www.cisco.com' },
  { name: 'Columbia University', country: 'US', url: 'https://www.columbia.edu' },
  { name: 'CompTIA', country: 'US', url: 'https://www.comptia.org' },
  { name: 'Coursera', country: 'US', url: 'https://www.coursera.org' },
  { name: 'edX', country: 'US', url: 'https://www.edx.org' },
  { name: 'FIBAA', country: 'DE', url: 'https://www.fibaa.org' },
  { name: 'Google', country: 'US', url: 'https://about.google' },
  { name: 'IBM', country: 'US', url: 'https://www.ibm.com' },
  { name: 'Massachusetts Institute of Technology', country: 'US', url: 'https://www.mit.edu' },
];
