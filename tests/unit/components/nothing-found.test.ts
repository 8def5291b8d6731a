import { expect, test } from 'vitest';
import administration from '@/messages/en/administration.json';
import faculty from '@/messages/en/faculty.json';
import listing from '@/messages/en/listing.json';
import publicMessages from '@/messages/en/public.json';
import registrar from '@/messages/en/registrar.json';

/** What each list says where the words that were typed find nothing; the empty list itself has words of its own. */
const said = {
  catalog: [publicMessages.search.emptyTitle, publicMessages.search.emptyBody],
  estimate: [publicMessages.estimate.noMatches],
  mappings: [registrar.list.nothingTitle, registrar.list.nothingBody],
  'certificates to map': [registrar.new.nothingTitle, registrar.new.nothingBody, registrar.new.found],
  certificates: [listing.list.nothingTitle, listing.list.nothingBody],
  agenda: [faculty.meetings.nothingFound],
  courses: [administration.curriculum.noCourses, administration.curriculum.noCoursesWhy],
  programs: [administration.curriculum.noProgramMatches, administration.curriculum.noProgramMatchesWhy],
};

test.each(Object.entries(said))(
  'that nothing is found says nothing of who listed or decided it: %s',
  (_, texts) => {
    for (const text of texts)
      expect(text.replace('does not mean that nobody listed it', '')).not.toMatch(
        /nobody|no one|no institution|not (been )?(listed|decided|reviewed)|does not exist|is not (in|here)|=0 \{no /i,
      );
  },
);
