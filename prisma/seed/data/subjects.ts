/** The subjects of the demonstration catalog: broad fields of education with their codes, in our own short words. @source ISCED-F 2013, broad fields */
export const subjects = {
  education: { words: 'Education', iscedF: '01' },
  arts: { words: 'Arts and languages', iscedF: '02' },
  social: { words: 'Society and media', iscedF: '03' },
  business: { words: 'Business and law', iscedF: '04' },
  science: { words: 'Science and mathematics', iscedF: '05' },
  computing: { words: 'Computing and data', iscedF: '06' },
  engineering: { words: 'Engineering and building', iscedF: '07' },
  environment: { words: 'Environment and food', iscedF: '08' },
  health: { words: 'Health and care', iscedF: '09' },
  services: { words: 'Services and sport', iscedF: '10' },
} as const;
export type Subject = keyof typeof subjects;
