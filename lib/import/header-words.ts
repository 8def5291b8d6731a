import type { ImportKind } from './kind';

/** What student information systems and spreadsheets call our columns and mean nothing else by: read without asking. */
export const knownNames: Partial<Record<ImportKind, Readonly<Record<string, readonly string[]>>>> = {
  courses: {
    code: ['course_code', 'course_id', 'course_number', 'course_no', 'module_code', 'id'],
    title: ['course_title', 'course_name', 'module_title', 'long_title', 'name'],
    credits: ['credit_hours', 'credit', 'units', 'course_credits', 'credit_value', 'credit_points'],
    level: ['course_level'],
    department: ['dept', 'department_code', 'dept_code'],
    status: ['course_status'],
    kind: ['course_kind'],
  },
  programs: {
    code: ['program_code', 'programme_code', 'program_id', 'major_code', 'id'],
    title: ['program_title', 'program_name', 'programme_title', 'programme_name', 'name'],
    total_credits: ['credits', 'credit_hours', 'total_credit_hours', 'total_units', 'program_credits'],
    department: ['dept', 'department_code', 'dept_code'],
  },
  micro_credentials: {
    title: ['certificate', 'certificate_title', 'course_title', 'credential', 'name'],
    provider: ['issuer', 'offered_by', 'partner', 'organisation', 'organization'],
    url: ['link', 'web_address'],
  },
  recommendations: {
    title: ['certificate', 'certificate_title', 'course_title', 'credential', 'name'],
    provider: ['issuer', 'offered_by', 'organisation', 'organization'],
    recommender: ['recommended_by'],
    amount: ['credits', 'credit', 'credit_hours'],
    source_url: ['url', 'source', 'link'],
  },
  equivalencies: {
    institution: ['sending_institution', 'transfer_institution', 'from_institution', 'college', 'school'],
    courses: ['course', 'course_code', 'transfer_course', 'external_course', 'sending_course'],
    titles: ['title', 'course_title', 'transfer_course_title', 'external_title'],
    targets: ['target', 'equivalent', 'equivalent_course', 'receiving_course', 'our_course'],
    programs: ['program'],
    min_score: ['minimum_score', 'score', 'exam_score'],
  },
};

/** Languages in the order in which words of them are given below, with the letters that each has beyond those of English. */
const alphabets = ['', 'äöüß', 'àâæçéèêëîïôœùûüÿ', 'áéíñóúü', 'ąćęłńóśźż'];
/** The single words that headers are made of, language by language. */
export const headerAlphabets = alphabets.map((letters) => ({ letters, words: new Set<string>() }));

/** What a column may be about, whichever kind of file it stands in. */
export type Concept = keyof typeof headerWords;

/**
 * What headers of files say in English, German, French, Spanish and Polish, and in exports of Banner (`SHRTRIT_SBGI_DESC`, …),
 * PeopleSoft (`CRSE_ID`, `UNT_TAKEN`, …) and TES (`Sending Institution`, …). In lower case without marks, blanks for whatever stands
 * between words. A word of one concept alone; which column of ours it becomes is said by the kind of file in `match-columns.ts`.
 * @source docs/import.md, "Matching columns"
 */
export const headerWords = {
  title: words(
    'title, name, course title, course name, long title, short title, module title, descr, course descr, crse title, ssbsect crse title, program title, programme title',
    'titel, bezeichnung, modultitel, modulname, modulbezeichnung, kurstitel, kursname, lehrveranstaltung, veranstaltung, studiengang',
    'titre, intitule, nom, intitule du cours, intitule du module, nom du cours, cours, formation, libelle',
    'titulo, nombre, asignatura, nombre de la asignatura, titulo del curso, denominacion, materia, titulacion',
    'tytul, nazwa, nazwa przedmiotu, przedmiot, nazwa kursu, nazwa modulu, kierunek',
  ),
  certificate: words(
    'certificate, certificate title, certificate name, credential, micro credential, microcredential, badge',
    'zertifikat, zertifikatstitel, nachweis, micro credential titel',
    'certificat, attestation, microcertification',
    'certificado, microcredencial, credencial',
    'certyfikat, mikroposwiadczenie, zaswiadczenie',
  ),
  code: words(
    'code, course, course code, course id, course number, course no, module code, id, subject and number, crse id, catalog nbr, crse numb, program code, programme code, major code, acad plan',
    'modulnr, modulnummer, modul nr, kursnummer, kurs nr, modulcode, nr, nummer, kennung, lehrveranstaltungsnummer, lv nr, modul, kurs',
    'code du cours, code module, numero, identifiant, code ue, ue, sigle',
    'codigo, codigo de asignatura, clave, numero de curso, codigo del curso',
    'kod, kod przedmiotu, numer, kod kursu, kod modulu',
  ),
  ownCode: words(
    'target, targets, equivalent, equivalent course, equivalent code, receiving course, our course, home course, internal course, shrtatc crse, receiving institution course, awarded course, credited as, counts as',
    'anerkannt als, eigenes modul, angerechnet als, entspricht, entspricht modul, zielmodul, modul hier, anrechnung auf, anerkanntes modul',
    'equivalent local, cours equivalent, reconnu comme, cours reconnu, equivalence, module equivalent',
    'equivalente, asignatura equivalente, reconocida como, reconocido como, asignatura reconocida, equivalencia',
    'odpowiednik, uznany jako, przedmiot uznany, rownowazny przedmiot, uznano jako',
  ),
  foreignCode: words(
    'transfer course, external course, external code, sending course, incoming course, course taken, shrtrcr trans crse, ext course nbr, sending institution course',
    'externe modulnummer, fremdmodul, fremde modulnummer, externes modul, auswartiges modul, modul extern, externe kursnummer, herkunftsmodul',
    'cours externe, cours d origine, code externe, cours suivi',
    'asignatura externa, asignatura de origen, curso externo, codigo de origen, asignatura cursada',
    'przedmiot zewnetrzny, kod zewnetrzny, przedmiot zrealizowany, kod przedmiotu obcego',
  ),
  foreignTitle: words(
    'transfer course title, external title, sending course title, title taken, ext course title',
    'externer titel, fremder titel, titel extern, titel des externen moduls, modultitel extern',
    'titre externe, intitule d origine, titre du cours externe',
    'titulo externo, titulo de origen, nombre de la asignatura de origen',
    'tytul zewnetrzny, nazwa przedmiotu zewnetrznego, nazwa przedmiotu obcego',
  ),
  sender: words(
    'institution, sending institution, transfer institution, from institution, college, school, university, origin, sbgi desc, shrtrit sbgi desc, ext org id, external org',
    'hochschule, herkunftshochschule, universitat, universitaet, einrichtung, institution extern, abgebende hochschule, herkunft',
    'etablissement, universite, etablissement d origine, ecole',
    'institucion, universidad, universidad de origen, institucion de origen, centro',
    'uczelnia, instytucja, uniwersytet, uczelnia wysylajaca',
  ),
  provider: words(
    'provider, issuer, offered by, partner, organisation, organization, vendor, issued by',
    'anbieter, aussteller, herausgeber, ausgestellt von, organisation anbieter',
    'fournisseur, organisme, emetteur, prestataire, delivre par',
    'proveedor, emisor, organizacion, entidad, emitido por',
    'dostawca, wydawca, organizator, wystawca',
  ),
  credits: words(
    'credits, credit, credit hours, credit hrs, cr, units, course credits, credit value, credit points, ects, ects credits, unt taken, units taken, semester hours, hours credit, shrtrcr trans credit hours, recommended credit, amount, total credits, total units, program credits',
    'lp, cp, leistungspunkte, kreditpunkte, ects punkte, ects lp, anrechnungspunkte, punkte, gesamt ects, umfang',
    'credits ects, nombre de credits, points, valeur en credits',
    'creditos, creditos ects, numero de creditos, total de creditos',
    'punkty, punkty ects, liczba punktow, pkt, ects pkt',
  ),
  decision: words(
    'decision, outcome, result, approved, approval, equivalency status, transfer status, recognized, accepted, determination, evaluation',
    'entscheidung, entsch, anerkannt, ergebnis, anerkennung, bescheid, votum, status der anerkennung',
    'resultat, reconnu, acceptee, accepte, avis',
    'decision final, resultado, reconocido, aceptado, resolucion, dictamen',
    'decyzja, wynik, uznano, uznane, rozstrzygniecie',
  ),
  from: words(
    'valid from, from, first day, start date, effective date, effective from, effdt, effective term, term, completed from, begin date, issued from, term code eff',
    'gultig ab, gueltig ab, ab, von, beginn, in kraft ab, ab semester, semester, seit',
    'valable a partir de, a partir de, debut, date de debut, date d effet, valide des, valable des, semestre',
    'valido desde, desde, fecha de inicio, vigente desde, inicio, periodo',
    'wazne od, od, data od, obowiazuje od, poczatek, semestr',
  ),
  to: words(
    'valid to, valid until, to, until, end date, last day, expires, expiry, issued to, term code end, end effdt',
    'gultig bis, gueltig bis, bis, ende, ablauf',
    'valable jusqu au, jusqu au, fin, date de fin, expiration',
    'valido hasta, hasta, fecha de fin, fin de vigencia, vencimiento',
    'wazne do, do, data do, obowiazuje do, koniec',
  ),
  publicNote: words(
    'public note, public notes, note for students, student note, published note, public comment',
    'offentliche bemerkung, oeffentliche bemerkung, hinweis fur studierende, hinweis fuer studierende',
    'note publique, remarque publique, note pour les etudiants',
    'nota publica, nota para estudiantes',
    'uwaga publiczna, uwaga dla studentow',
  ),
  note: words(
    'note, notes, comment, comments, remark, remarks, reason, rationale',
    'bemerkung, bem, bemerkungen, anmerkung, begrundung, begruendung, hinweis, kommentar',
    'remarque, remarques, commentaire, motif, observation',
    'nota, observaciones, comentario, comentarios, motivo',
    'uwagi, uwaga, komentarz, uzasadnienie',
  ),
  status: words('status, state, course status, active', 'zustand', 'statut, etat', 'estado', 'stan'),
  kind: words(
    'kind, type, course kind, credential type, course type',
    'art, typ, kursart',
    'type de cours, genre',
    'tipo',
    'rodzaj',
  ),
  level: words(
    'level, course level, crse level, acad career, levels',
    'niveau, stufe',
    'niveau du cours, cycle',
    'nivel',
    'poziom, stopien',
  ),
  department: words(
    'department, dept, department code, dept code, acad org, faculty, school of',
    'fachbereich, fakultat, fakultaet, institut',
    'departement, faculte',
    'departamento, facultad',
    'wydzial, katedra',
  ),
  program: words(
    'program, programs, programme, degree, acad prog, major',
    'studiengange, studienprogramm, abschluss',
    'programme d etudes, diplome',
    'programa, grado',
    'program studiow',
  ),
  isced_f: words(
    'isced, isced f, isced code, isced field, field of education',
    'isced feld',
    'domaine isced, cite',
    'campo isced, cine',
    'kod isced',
  ),
  cip: words('cip, cip code, cip 2020, instructional program'),
  subject: words(
    'subject, subjects, subject area, discipline, field',
    'fach, fachgebiet, themengebiet',
    'matiere, domaine',
    'area, tema, area tematica',
    'dziedzina, temat',
  ),
  language: words(
    'language, language of instruction',
    'sprache, unterrichtssprache',
    'langue',
    'idioma, lengua',
    'jezyk',
  ),
  url: words(
    'url, link, web address, website, web page, page, source url',
    'webseite, internetadresse, adresse',
    'lien, site web',
    'enlace, sitio web, pagina',
    'strona, adres',
  ),
  hours: words(
    'workload hours, workload, hours, total hours',
    'stunden, arbeitsaufwand, workload stunden',
    'heures, charge de travail',
    'horas, carga de trabajo',
    'godziny, naklad pracy',
  ),
  score: words(
    'min score, minimum score, score, exam score, grade, minimum grade, pass mark',
    'mindestnote, note mindestens, punktzahl, mindestpunktzahl',
    'note minimale, score minimal',
    'nota minima, puntuacion minima',
    'ocena minimalna, minimalny wynik',
  ),
  duration: words('duration, length', 'dauer', 'duree', 'duracion', 'czas trwania'),
  price: words(
    'price, fee, cost, costs',
    'preis, kosten, gebuhr',
    'prix, cout, frais',
    'precio, coste',
    'cena, oplata',
  ),
  currency: words('currency', 'wahrung, waehrung', 'devise, monnaie', 'moneda, divisa', 'waluta'),
  evidence: words(
    'evidence, evidence links, syllabus',
    'belege, nachweise',
    'preuves, pieces',
    'pruebas, evidencias',
    'dowody, sylabus',
  ),
  platform: words('platform, offered on', 'plattform', 'plateforme', 'plataforma', 'platforma'),
  recommender: words(
    'recommender, recommended by',
    'empfohlen von, empfehlende stelle',
    'recommande par',
    'recomendado por',
    'rekomendujacy, zalecane przez',
  ),
  number: words(
    'external id, exhibit number, recommendation number, reference',
    'aktenzeichen, kennziffer',
    'numero de recommandation, reference externe',
    'numero de recomendacion, referencia',
    'numer rekomendacji, sygnatura',
  ),
  unit: words(
    'unit, credit unit, unit of credit, credit type, type of credit',
    'einheit, krediteinheit, einheit der credits, art der credits, punkteart',
    'unite, unite de credit, unite des credits, type de credit',
    'unidad, unidad de credito, unidad de creditos, tipo de credito, tipo de creditos',
    'jednostka, jednostka punktow, rodzaj punktow',
  ),
  skills: words(
    'skills, competencies',
    'kompetenzen, fahigkeiten',
    'competences',
    'competencias, habilidades',
    'umiejetnosci',
  ),
} as const satisfies Record<string, readonly string[]>;

/** The words of each language, one language a text. */
function words(...languages: readonly string[]): readonly string[] {
  for (const [at, language] of languages.entries())
    for (const word of language.split(/,? /)) headerAlphabets[at]?.words.add(word);
  return languages.flatMap((language) => language.split(', '));
}
