import type { EmploymentType, WorkplaceType } from '../../../contract/posting.ts';
import { EAST } from './page-languages-east.ts';

/** One invented posting as somebody who writes this language would publish it, and what should be read from it. */
export interface PageLanguage {
  lang: string;
  title: string;
  company: string;
  /** As written, and what must come out: a city at least. */
  place: string;
  /** Label and what stands under it, then what it means. */
  location: string;
  employer: string;
  employment: readonly [label: string, text: string, type: EmploymentType];
  workplace: readonly [label: string, text: string, type: WorkplaceType];
  pay: readonly [label: string, text: string, min: number | null, max: number | null, currency: string, period: string | null];
  posted: readonly [label: string, text: string, day: string];
  deadline: readonly [label: string, text: string, day: string];
  /** Headings of two sections with a sentence and two items each. */
  tasks: readonly [heading: string, sentence: string, ...items: string[]];
  profile: readonly [heading: string, sentence: string, ...items: string[]];
  apply: string;
  similar: string;
}

const WEST: readonly PageLanguage[] = [
  {
    lang: 'en-US', title: 'Senior Payroll Specialist', company: 'Harbor & Quill', place: 'Duluth, MN', location: 'Location', employer: 'Company',
    employment: ['Employment type', 'Full-time', 'FULL_TIME'], workplace: ['Workplace type', 'Hybrid', 'HYBRID'],
    pay: ['Salary range', '$62,500 - $78,000 per year', 62500, 78000, 'USD', 'YEAR'],
    posted: ['Date posted', '11/03/2026', '2026-11-03'], deadline: ['Application deadline', 'December 14, 2026', '2026-12-14'],
    tasks: ['What you will do', 'You will see that nine hundred people are paid on the right day, and you will answer their questions when they are not.', 'Run the payroll twice a month', 'Keep the records that an auditor asks for'],
    profile: ['Requirements', 'You have worked with payroll in more than one state, and you know where the rules differ and where they only seem to.', 'Three years in a similar position', 'Patience with spreadsheets'],
    apply: 'Apply now', similar: 'Similar jobs',
  },
  {
    lang: 'en-GB', title: 'Assistant Gardener', company: 'Thornwick Estates', place: 'Harrogate, United Kingdom', location: 'Place of work', employer: 'Employer',
    employment: ['Contract type', 'Part-time', 'PART_TIME'], workplace: ['Work arrangement', 'On-site', 'ONSITE'],
    pay: ['Pay', '£12.60 per hour', 12.6, 12.6, 'GBP', 'HOUR'],
    posted: ['Posted', '4 November 2026', '2026-11-04'], deadline: ['Closing date', '09/12/2026', '2026-12-09'],
    tasks: ['Your role', 'You will look after two walled gardens and a long border that visitors come a long way to see in June and in September.', 'Prune, weed and plant', 'Talk to visitors who ask what that is'],
    profile: ['About you', 'You have kept a garden that was not your own, and you do not mind the rain that keeps it green all through the year.', 'A level two certificate in horticulture', 'A driving licence'],
    apply: 'Apply online', similar: 'Related vacancies',
  },
  {
    lang: 'en-IN', title: 'Assistant Manager - Accounts', company: 'Neelam Textiles', place: 'Coimbatore, Tamil Nadu', location: 'Job Location', employer: 'Company Name',
    employment: ['Job Type', 'Full Time', 'FULL_TIME'], workplace: ['Work mode', 'Work from office (on-site)', 'ONSITE'],
    pay: ['CTC', '₹6,00,000 - ₹8,50,000 P.A.', 600000, 850000, 'INR', 'YEAR'],
    posted: ['Posted on', '07-11-2026', '2026-11-07'], deadline: ['Last date to apply', '05-12-2026', '2026-12-05'],
    tasks: ['Key Responsibilities', 'You will close the books of three mills each month and explain to the directors what the figures say and what they hide.', 'Monthly closing and reconciliation', 'Filing of returns in time'],
    profile: ['Desired Candidate Profile', 'You have five years of experience in the accounts of a manufacturing company and know the law on indirect taxes well.', 'B.Com or M.Com', 'Working knowledge of Tally'],
    apply: 'Apply Now', similar: 'Similar jobs',
  },
  {
    lang: 'de', title: 'Buchhalter (m/w/d)', company: 'Möwenstein GmbH', place: 'Lübeck', location: 'Arbeitsort', employer: 'Unternehmen',
    employment: ['Anstellungsart', 'Teilzeit', 'PART_TIME'], workplace: ['Arbeitsmodell', 'Hybrid', 'HYBRID'],
    pay: ['Gehalt', '42.000 € – 51.500 € brutto pro Jahr', 42000, 51500, 'EUR', 'YEAR'],
    posted: ['Veröffentlicht am', '03.11.2026', '2026-11-03'], deadline: ['Bewerbungsfrist', '12. Dezember 2026', '2026-12-12'],
    tasks: ['Ihre Aufgaben', 'Sie führen die Bücher von vier kleinen Gesellschaften und wissen am Ende jedes Monats, was in ihnen steht und warum es dort steht.', 'Kreditoren und Debitoren', 'Vorbereitung der Abschlüsse'],
    profile: ['Ihr Profil', 'Sie haben eine kaufmännische Ausbildung und einige Jahre Erfahrung in der Buchhaltung eines mittelständischen Betriebs gesammelt.', 'Sicherer Umgang mit DATEV', 'Freude an genauer Arbeit'],
    apply: 'Jetzt bewerben', similar: 'Ähnliche Stellen',
  },
  {
    lang: 'fr', title: 'Chargé de clientèle H/F', company: 'Maison Perceval', place: 'Rennes', location: 'Lieu de travail', employer: 'Entreprise',
    employment: ['Type de contrat', 'CDD', 'TEMPORARY'], workplace: ['Mode de travail', 'Hybride', 'HYBRID'],
    pay: ['Salaire', 'De 28 000 € à 32 000 € par an', 28000, 32000, 'EUR', 'YEAR'],
    posted: ['Publié le', '05/11/2026', '2026-11-05'], deadline: ['Date limite de candidature', '18 décembre 2026', '2026-12-18'],
    tasks: ['Vos missions', 'Vous répondez aux clients qui écrivent, qui appellent et qui viennent, et vous faites en sorte qu’ils repartent avec une réponse.', 'Traiter les demandes', 'Suivre les dossiers jusqu’au bout'],
    profile: ['Profil recherché', 'Vous aimez écouter, vous écrivez sans faute et vous avez déjà travaillé deux ans au moins dans un service de relation clients.', 'Bac +2 minimum', 'Anglais courant'],
    apply: 'Postuler', similar: 'Offres similaires',
  },
  {
    lang: 'es', title: 'Técnico de mantenimiento', company: 'Talleres Olmedo', place: 'Valladolid', location: 'Ubicación', employer: 'Empresa',
    employment: ['Jornada', 'Jornada completa', 'FULL_TIME'], workplace: ['Modalidad', 'Presencial', 'ONSITE'],
    pay: ['Salario', '22.000 € - 26.000 € brutos al año', 22000, 26000, 'EUR', 'YEAR'],
    posted: ['Fecha de publicación', '06/11/2026', '2026-11-06'], deadline: ['Fecha límite', '15 de diciembre de 2026', '2026-12-15'],
    tasks: ['Funciones', 'Mantendrás en marcha las máquinas de una planta que trabaja a tres turnos y no puede parar por una correa que nadie ha mirado.', 'Mantenimiento preventivo', 'Reparación de averías'],
    profile: ['Requisitos', 'Tienes formación profesional en electromecánica y has trabajado al menos dos años en el mantenimiento de una planta industrial.', 'Carné de conducir', 'Disponibilidad para turnos'],
    apply: 'Inscribirme', similar: 'Ofertas similares',
  },
  {
    lang: 'it', title: 'Addetto alla contabilità', company: 'Ferramenta Bonsanti', place: 'Ferrara', location: 'Sede di lavoro', employer: 'Azienda',
    employment: ['Tipo di contratto', 'Tempo determinato', 'TEMPORARY'], workplace: ['Modalità di lavoro', 'In sede', 'ONSITE'],
    pay: ['Retribuzione', '1.600 € - 1.900 € al mese', 1600, 1900, 'EUR', 'MONTH'],
    posted: ['Data di pubblicazione', '04/11/2026', '2026-11-04'], deadline: ['Scadenza', '11 dicembre 2026', '2026-12-11'],
    tasks: ['Attività', 'Terrai i conti di due negozi e di un magazzino, e saprai dire in ogni momento quanto si deve a chi e da quando lo si deve.', 'Registrazione delle fatture', 'Rapporti con le banche'],
    profile: ['Requisiti', 'Hai un diploma in ragioneria e almeno due anni di esperienza in un ufficio amministrativo di una piccola o media impresa.', 'Buona conoscenza di Excel', 'Precisione'],
    apply: 'Candidati', similar: 'Offerte simili',
  },
  {
    lang: 'pt-BR', title: 'Analista de logística', company: 'Grupo Jatobá', place: 'Curitiba, Paraná', location: 'Local de trabalho', employer: 'Empresa',
    employment: ['Tipo de contrato', 'Tempo integral', 'FULL_TIME'], workplace: ['Modelo de trabalho', 'Híbrido', 'HYBRID'],
    pay: ['Faixa salarial', 'R$ 4.500 a R$ 5.800 por mês', 4500, 5800, 'BRL', 'MONTH'],
    posted: ['Publicado em', '03/11/2026', '2026-11-03'], deadline: ['Prazo de candidatura', '10 de dezembro de 2026', '2026-12-10'],
    tasks: ['Responsabilidades', 'Você vai planejar as rotas de quarenta caminhões e explicar aos clientes quando chegam e, às vezes, por que ainda não chegaram.', 'Planejamento diário', 'Contato com transportadoras'],
    profile: ['Requisitos', 'Você tem formação em administração ou logística e já trabalhou por dois anos no planejamento de transportes de uma empresa.', 'Excel avançado', 'Inglês intermediário'],
    apply: 'Candidatar-se', similar: 'Vagas semelhantes',
  },
  {
    lang: 'nl', title: 'Medewerker klantenservice', company: 'Kweekerij Van Loon', place: 'Apeldoorn', location: 'Werklocatie', employer: 'Bedrijf',
    employment: ['Dienstverband', 'Parttime', 'PART_TIME'], workplace: ['Werkvorm', 'Hybride', 'HYBRID'],
    pay: ['Salaris', '€ 2.400 - € 2.900 per maand', 2400, 2900, 'EUR', 'MONTH'],
    posted: ['Geplaatst op', '05-11-2026', '2026-11-05'], deadline: ['Sluitingsdatum', '13 december 2026', '2026-12-13'],
    tasks: ['Wat ga je doen', 'Je beantwoordt vragen van klanten die een plant kochten die nu minder groen is, en je weet meestal ook waardoor dat gekomen is.', 'Mail en telefoon', 'Retouren afhandelen'],
    profile: ['Functie-eisen', 'Je hebt mbo werk- en denkniveau, je schrijft foutloos Nederlands en je hebt minstens een jaar ervaring met klantcontact.', 'Beschikbaar op zaterdag', 'Groene vingers'],
    apply: 'Solliciteer nu', similar: 'Vergelijkbare vacatures',
  },
  {
    lang: 'sv', title: 'Ekonomiassistent', company: 'Norrsken Trävaror', place: 'Östersund', location: 'Arbetsort', employer: 'Företag',
    employment: ['Anställningsform', 'Vikariat, heltid', 'TEMPORARY'], workplace: ['Arbetsform', 'På plats', 'ONSITE'],
    pay: ['Lön', '29 000 – 33 000 kr per månad', 29000, 33000, 'SEK', 'MONTH'],
    posted: ['Publicerad', '2026-11-04', '2026-11-04'], deadline: ['Sök senast', '12 december 2026', '2026-12-12'],
    tasks: ['Arbetsuppgifter', 'Du sköter den löpande redovisningen för tre sågverk och hjälper dem som undrar vad deras fakturor egentligen ska stå på för konto.', 'Leverantörsreskontra', 'Månadsbokslut'],
    profile: ['Kvalifikationer', 'Du har en ekonomisk utbildning på gymnasienivå och minst två års erfarenhet av att arbeta med redovisning i ett större företag.', 'God svenska i tal och skrift', 'B-körkort'],
    apply: 'Ansök nu', similar: 'Liknande jobb',
  },
  {
    lang: 'da', title: 'Bogholder', company: 'Havblik Sejl', place: 'Svendborg', location: 'Arbejdssted', employer: 'Virksomhed',
    employment: ['Ansættelsesform', 'Fuldtid', 'FULL_TIME'], workplace: ['Arbejdsform', 'Hybrid', 'HYBRID'],
    pay: ['Løn', '32.000 - 36.500 kr. pr. måned', 32000, 36500, 'DKK', 'MONTH'],
    posted: ['Indrykningsdato', '06/11/2026', '2026-11-06'], deadline: ['Ansøgningsfrist', '9. december 2026', '2026-12-09'],
    tasks: ['Arbejdsopgaver', 'Du fører bøgerne for et sejlmageri med tredive ansatte og ved, hvad der er betalt, hvad der mangler, og hvem der skal have en rykker.', 'Daglig bogføring', 'Moms og løn'],
    profile: ['Kvalifikationer', 'Du har erfaring med bogføring fra en mindre virksomhed, du arbejder nøjagtigt, og du kan forklare tal for folk, der syr sejl.', 'Kendskab til e-conomic', 'Godt humør'],
    apply: 'Ansøg nu', similar: 'Lignende stillinger',
  },
  {
    lang: 'nb', title: 'Prosjektleder bygg', company: 'Fjellheim Entreprenør', place: 'Ålesund', location: 'Arbeidssted', employer: 'Arbeidsgiver',
    employment: ['Ansettelsesform', 'Fast, heltid 100%', 'FULL_TIME'], workplace: ['Arbeidsform', 'På stedet', 'ONSITE'],
    pay: ['Lønn', '680 000 – 790 000 kr per år', 680000, 790000, 'NOK', 'YEAR'],
    posted: ['Publisert', '04.11.2026', '2026-11-04'], deadline: ['Søknadsfrist', '15. desember 2026', '2026-12-15'],
    tasks: ['Arbeidsoppgaver', 'Du leder to eller tre byggeprosjekter om gangen, fra kontrakten er signert til nøklene er levert og siste regning er betalt av kunden.', 'Fremdrift og økonomi', 'Oppfølging av underentreprenører'],
    profile: ['Kvalifikasjoner', 'Du har teknisk utdanning og minst fem års erfaring med ledelse av byggeprosjekter, og du trives best når du er ute på plassen.', 'Førerkort klasse B', 'Norsk muntlig og skriftlig'],
    apply: 'Søk stillingen', similar: 'Lignende stillinger',
  },
  {
    lang: 'fi', title: 'Kirjanpitäjä', company: 'Saarikoski Tilit', place: 'Kuopio', location: 'Sijainti', employer: 'Yritys',
    employment: ['Työsuhteen tyyppi', 'Kokoaikainen', 'FULL_TIME'], workplace: ['Työmuoto', 'Etätyö', 'REMOTE'],
    pay: ['Palkka', '2 800 – 3 200 €/kk', 2800, 3200, 'EUR', 'MONTH'],
    posted: ['Julkaistu', '3.11.2026', '2026-11-03'], deadline: ['Haku päättyy', '11.12.2026', '2026-12-11'],
    tasks: ['Tehtävät', 'Hoidat noin kolmenkymmenen pienen yrityksen kirjanpidon alusta loppuun ja vastaat niiden kysymyksiin niin, että vastaus myös ymmärretään.', 'Tilinpäätökset', 'Veroilmoitukset'],
    profile: ['Odotamme sinulta', 'Sinulla on kaupallinen koulutus ja vähintään kaksi vuotta kokemusta tilitoimistotyöstä, ja pidät siitä, että luvut täsmäävät.', 'Sujuva suomen kieli', 'Huolellisuus'],
    apply: 'Hae paikkaa', similar: 'Samankaltaisia paikkoja',
  },
  {
    lang: 'ca', title: 'Tècnic de sistemes', company: 'Molí Nou', place: 'Girona', location: 'Ubicació', employer: 'Empresa',
    employment: ['Tipus de jornada', 'Temps parcial', 'PART_TIME'], workplace: ['Modalitat', 'Híbrida', 'HYBRID'],
    pay: ['Salari', '24.000 € - 28.000 € bruts anuals', 24000, 28000, 'EUR', 'YEAR'],
    posted: ['Data de publicació', '05/11/2026', '2026-11-05'], deadline: ['Data límit', '14/12/2026', '2026-12-14'],
    tasks: ['Funcions', 'Mantindràs els servidors d’una cooperativa que fa farina des de fa dos segles i que des de fa poc també la ven per internet.', 'Còpies de seguretat', 'Atenció als usuaris'],
    profile: ['Requisits', 'Tens formació en informàtica i has treballat com a mínim un any en l’administració de servidors d’una empresa petita o mitjana.', 'Català i castellà', 'Ganes d’aprendre'],
    apply: 'Inscriure’m', similar: 'Ofertes similars',
  },
]; // prettier-ignore

/** About twenty-five, with what each writes in its own way: the order of a date, the grouping of an amount, how pay is said to be monthly. */
export const PAGE_LANGUAGES: readonly PageLanguage[] = [...WEST, ...EAST];
