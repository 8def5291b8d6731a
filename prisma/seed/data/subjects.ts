/** The subjects of the demonstration catalog: broad fields of education in our own short words. @source ISCED-F 2013, broad fields */
export const subjects = {
  education: 'Education',
  arts: 'Arts and languages',
  social: 'Society and media',
  business: 'Business and law',
  science: 'Science and mathematics',
  computing: 'Computing and data',
  engineering: 'Engineering and building',
  environment: 'Environment and food',
  health: 'Health and care',
  services: 'Services and sport',
} as const;
export type Subject = keyof typeof subjects;
