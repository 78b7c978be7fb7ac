import type { PostingField } from '../../../contract/posting.ts';
import { fold } from '../text.ts';

/**
 * What a label asks for: a field, or `remote` (a yes or no about working remotely), or a `country`, which is only part of a place, or nothing
 * we keep but which ends a value.
 */
export type LabelMeaning = PostingField | 'remote' | 'country' | 'other';

/** Folded (lower case, no accents); en de fr es it pt nl da sv no fi cs sk pl uk ru ca hu ro tr el ja zh ko. */
const WORDS: Record<LabelMeaning, string> = {
  title:
    'job title|posting title|position title|position|jobtitle|title of the position|vacancy title|role title|stellenbezeichnung|position zu besetzen|intitule du poste|intitule|titre du poste|puesto|titulo del puesto|cargo|titulo da vaga|posizione|functietitel|functie|stillingsbetegnelse|stilling|befattning|tjanst|tehtavanimike|tyotehtava|pozice|nazev pozice|pozicia|nazov pozicie|stanowisko|nazwa stanowiska|посада|должность|вакансия|lloc de treball|munkakor|denumire post|pozisyon|職種|募集職種|ポジション|职位|职位名称|岗位|岗位名称|招聘岗位|직무|모집분야|포지션|θεση|τιτλος θεσης',
  company:
    "company|company name|employer|employer name|hiring organization|hiring organisation|organization|organisation|organization name|organisation name|hiring company|client|institution|institute|unternehmen|firma|arbeitgeber|gesellschaft|behorde|dienststelle|einrichtung|unternehmensname|entreprise|societe|employeur|etablissement|collectivite|nom de l'entreprise|recruteur|empresa|compania|empleador|nombre de la empresa|organizacion|entidad|organismo|azienda|societa|ente|datore di lavoro|empregador|bedrijf|werkgever|bedrijfsnaam|organisatie|virksomhed|arbejdsgiver|arbejdssted firma|foretag|arbetsgivare|organisationens namn|arbeidsgiver|bedrift|yritys|tyonantaja|organisaatio|spolecnost|zamestnavatel|nazev spolecnosti|spolocnost|zamestnavatel'|pracodawca|nazwa pracodawcy|nazwa firmy|instytucja|компанія|роботодавець|компания|работодатель|empresa contractant|ceg|munkaltato|companie|angajator|sirket|firma adi|isveren|kurum|会社名|企業名|社名|事業所名|法人名|公司|公司名称|企业名称|单位名称|招聘单位|회사명|회사|기업명|기업|εταιρεια|εργοδοτης|επιχειρηση",
  location:
    'location|locations|job location|job locations|work location|work locations|office location|primary location|place|place of work|workplace|city|location city|where|base|based in|office|offices|site|work place|place of employment|location(s)|job location(s)|city/town|region|duty station|municipality|town|posting location|work area|hiring remotely in|candidate location|location name|arbeitsort|ort|standort|standorte|einsatzort|dienstort|arbeitsstatte|einsatzorte|lieu|localisation|lieu du poste|ville|localite|lieux|localisation du poste|ubicacion|lugar|localidad|localizacion|ciudad|poblacion|provincia|sede|luogo|localita|citta|local|localizacao|cidade|locatie|standplaats|werklocatie|plaats|gemeente|vestiging|sted|arbejdssted|placering|lokation|beliggenhed|arbejdsplads|geografi|lokalitet|by|plats|ort/stad|stad|arbetsplats|arbetsort|placeringsort|kommun|postort|arbeidssted|lokasjon|kommune|sijainti|paikkakunta|tyoskentelypaikka|tyopaikka|tyon sijainti|tyopaikan sijainti|kunta|misto|lokalita|pracoviste|adresa|pracovisko|lokalizacja|miejscowosc|місто|локація|розташування|офіс|адреса|адреса роботи|місцезнаходження|город|локация|местоположение|адрес|офис|регион|ubicacio|lloc|localitat|poblacio|lloc de treball ubicacio|munkavegzes helye|helyszin|helye|varos|locatie de munca|locatia|oras|localitate|konum|lokasyon|calisma yeri|sehir|yer|勤務地|勤務先|就業場所|所在地|工作地点|工作地址|上班地址|工作城市|上班地点|地点|근무지|근무지역|근무 지역|근무장소|근무 장소|지역|τοποθεσια|τοπος εργασιας|περιοχη|πολη|εδρα',
  workplaceType:
    'workplace type|work location option|remote employment|work type|work arrangement|work model|working model|workplace|work mode|location type|job location type|remote type|work setup|remote status|work style|workstyle|work environment|working mode|remote policy|work policy|working arrangement|work location type|arbeitsmodell|arbeitsweise|arbeitsplatzmodell|mode de travail|modalite de travail|type de lieu de travail|modalidad|modalidad de trabajo|modalitat|modalidade|modelo de trabalho|modalita di lavoro|modalita|werkvorm|arbejdsform|arbetsform|arbetssatt|tyomuoto|tyoskentelytapa|zpusob prace|forma prace|tryb pracy|model pracy|формат роботи|формат работы|munkavegzes modja|mod de lucru|calisma sekli|calisma modeli|presencialidad|tipo de presencia|勤務形態|勤務スタイル|働き方|办公方式|工作方式|工作模式|근무형태|근무 형태|근무방식|τροπος εργασιας|μοντελο εργασιας',
  employmentType:
    'employment type|contract|contract duration|job type|job types|type of employment|employment|type of contract|position type|working hours|working pattern|weekly working hours|weekly hours|work hours|working time|job schedule|schedule|time type|commitment|employment status|work schedule|hours|full/part time|full time/part time|full-time/part-time|shift type|job category type|vacancy type|duration|employment term|employment form|status|job status|employment basis|time commitment|type|anstellungsart|vertragsart|art der beschaftigung|stellenart|arbeitsverhaltnis|anstellungsverhaltnis|umfang|temps de travail|horaire|tipologia de contrato|duracion|soort contract|type contract|heltid/deltid|tyosuhde|tyon luonne|smluvni vztah|munkaviszony|tip job|tip contract|norma|istihdam turu|pozisyon tipi|契約形態|职位类型',
  salary:
    'pay|rate|stipend|ctc|budget|bezahlung|entlohnung|sueldo|remuneracion|stipendio|ral|compenso|remuneracao|salarisindicatie|loen|timelon|plat|financni ohodnoceni|zarobki|salari|ber|remuneratie|給与|給料|報酬|賃金|工资',
  datePosted:
    'advertisement publish date|fecha publicacion|data di pubblicazione|indrykningsdato|aktualizovano|вакансия опубликована|feladva|掲載開始日',
  validThrough: 'application|posting end date|unposting date|last application date|frist|掲載終了日',
  country: 'country|country/region|land|pays|pais|paese|maa|kraj|krajina|strana|zeme|страна|країна|国|国家|국가',
  description: '',
  remote:
    'remote|remote work|remote job|remote eligible|telework eligible|hybrid working|mobile arbeit|mobiles arbeiten|telearbeit|lavoro agile|lavoro da remoto|travail a distance|teletrabalho|teletravail|teletravail possible|home office|homeoffice|remote possible|remote working|work from home|telework|teletrabajo|trabajo remoto|smart working|remoto|trabalho remoto|thuiswerken|hybride werken|fjernarbejde|distansarbete|hjemmekontor|etatyo|prace z domova|home-office|praca zdalna|віддалена робота|удаленная работа|teletreball|tavmunka|munca de acasa|uzaktan calisma|remote ok|remote?|is remote|リモート可|リモートワーク|在宅勤務|远程|远程办公|远程工作|재택근무|원격근무|τηλεργασια',
  other:
    "department|team|category|job category|job categories|industry|industries|sector|function|job function|seniority|seniority level|experience|experience level|job id|job number|req id|requisition id|reference|reference number|ref|ref.|ref no|job ref|job code|skills|education|level|career level|languages|language|start date|date of employment|start date of employment|employment start|start|starting date|eintrittsdatum|beginn|ab wann|abteilung|referenznummer|kennziffer|berufserfahrung|branche|secteur|reference de l'offre|date de debut|experiencia|categoria|sector profesional|referencia|departamento|vacantes|numero de vacantes|positions|openings|number of positions|vacancies|no. of vacancies|contact|contact person|kontakt|phone|telephone|email|e-mail|views|applicants|applications|share|website|job field|jobfield|brancher|area|job area|business unit|division|required education|qualification|qualifications|gender|age|nationality|visa|travel|clearance|security clearance|benefits|line manager|hiring manager|recruiter|report to|reports to|reporting to|grade|band|shift|obor|vzdelani|jazyky|zadavatel|zarazeno|nastup|benefity|company size|founded|headquarters|部署|部門|資格|学歴|部门|学历|经验|부서|학력|경력|τμημα|κωδικος θεσης|εμπειρια",
};

const LABELS = new Map<string, LabelMeaning>();
for (const [meaning, words] of Object.entries(WORDS))
  for (const word of words.split('|')) if (word && !LABELS.has(word)) LABELS.set(word, meaning as LabelMeaning);

/** "Annual base pay range": the period is read from the label, by the field. */
const PERIOD_BEFORE = /^(?:annual|yearly|monthly|weekly|daily|hourly|expected|estimated|target|total|gross) /;

const bareLabel = (text: string): string => fold(text).replace(/^[^A-Za-zÀ-ÖØ-öø-ʯͰ-῿぀-퟿]+|[\s:：*.\-–—]+$/g, '');

/** What a label's text asks for, `null` where the text is no label we know. At most 45 characters are a label. */
export function meaningOf(text: string): LabelMeaning | null {
  if (text.length > 45) return null;
  const folded = bareLabel(text);
  const meaning = LABELS.get(folded) ?? LABELS.get(folded.replace(/\s*\([^)]*\)$/, ''));
  if (meaning) return meaning;
  const pay = folded.replace(PERIOD_BEFORE, '');
  return pay !== folded && LABELS.get(pay) === 'salary' ? 'salary' : null;
}

/** What labels begin with whose answers can be told by themselves: a day, a kind of employment, an amount. */
const BEGINNINGS: [LabelMeaning, RegExp][] = [
  [
    'other',
    /begin|\bstart|\bdebut|\binicio|\binizio|\beintritt|\btilltrad|\btiltraed|\brozpocz|\bnastup|\balkaen\b|\bkezd|начал|開始|开始/,
  ],
  [
    'datePosted',
    /^(?:(?:job |first |date |advert )?(?:post(?:ed|ing)|publi|advertised|listed|added|placed|uploaded)|en ligne|parution|date de (?:publi|parution|mise)|fecha de (?:publi|alta)|data (?:di|de|da) publi|inserit|eingestellt|ausgeschrieben|online|geplaatst|plaatsing|gepubliceerd|opslaaet|indrykket|inlagd|annonsert|julkais|hakuaika (?:alkaa|)$|doda[nt]|opublikow|zamieszcz|zverejn|vlozen|pridan|vystaven|meghirdet|hirdet|postat|adaugat|yayin|ilan tarih|guncellen|размещ|добавл|опубл|додан|受付|登録|更新日|掲載|发布|更新时间|公開|投稿|게시|등록|작성|시작일|접수시작|date (?:created|opened|of pub)|open(?:ing)? date|creat|veroffentlich|erstellt|oprettet|offentliggjort|mise en ligne|pubblicat|(?:data|datum|дата) (?:pub|dod|geplaatst|der ver|prida|zverej|публ|разм|созд)|δημοσ|ημερομηνια (?:δημ|αναρ))/,
  ],
  [
    'validThrough',
    /^(?:(?:application|job|posting|advert|vacancy)s? )?(?:deadline|clos(?:es|ing)|expir|end date|due|last (?:date|day))|^(?:do|bis|until|till|hasta|ate|jusqu'au|fino al|t\/m|tot|до)$|^(?:date limite|date de (?:fin|cloture)|cloture|fin de|fecha (?:limite|de cierre|fin|de vencimiento)|(?:inscrip\S+|inscrico\S+|candidatur\S+) (?:hasta|ate|entro)|data (?:limite|de encerramento|di scadenza|fine)|scadenza|termine|bewerbungs(?:ende|zeitraum)|ende der|anzeigenende|ansok|ansog|sista|sidste|sok |soknad|haku|reage|sollicit|sluit|termin|prihlask|platn[oe]|wazn|data waznosci|jelentkez|hatarid|lejar|termen|valabil|expira|son (?:basvuru|tarih)|ilan bitis|срок|прием|приим|応募|締|募集(?:期|終)|掲載(?:期|終|予)|紹介期限|截止|有效|마감|모집마감|접수|지원 ?마감|apply (?:by|before|until)|valid |applications? (?:date|due|end|period|clos)|close date|bewerb\S* ?(?:frist|schluss|bis)|gultig|valido|cierre|plazo|prazo|candidarsi|postuler avant|viimeinen|hae |uzav|datum ukon|aplikuj|oferta wazna|кінцев|дедлаин|діисн|деиств|краинии|data limit|bitis|προθεσμ|ληξη|ημερομηνια ληξ|καταληκτ)/,
  ],
  [
    'employmentType',
    /^(?:(?:type|nature|duree|forme|quotite) d[eu'] ?(?:contrat|l'emploi|emploi|travail)|worker |employee type|appointment|type of (?:appointment|position)|anstellning|anstallning|beschaftig|befrist|arbeitszeit|stellenumfang|pensum|dienstverhaltnis|teilzeit ?\/|vollzeit ?\/|modalidad (?:de )?contrat|dedicacion|carga horaria|vinculo|tipologia contr|contract|aantal uren|uren|soort dienst|stillings|varighet|varaktighet|tjanstgoring|palvelussuhde|tyon kesto|tyosuht|forma (?:zatrud|spol)|rodzaj zatrud|etat|typ (?:pozice|zatrud)|druh uvaz|foglalkoztat|jogviszony|munkaido|tipul? (?:jobului|contract)|calisma (?:sekli|tipi)|форма (?:занят|роб)|режим|графік|雇用|就業形態|募集形態|职位性质|工作(?:性质|类型)|用工|고용|채용 ?형태|contrat|tipo d[ei] (?:contr|empleo|jorn|empr|vaga|impiego)|tipus de (?:con|jor)|jornada|orario|horario|regime|dienstverband|ansaettelse|ansettelse|arbejds(?:tid|type)|omfattning|omfang|sysselsatt|tjanstetyp|tyoaika|(?:typ|druh|pracov\S+) (?:uvaz|pracov|smluv|umowy|pomer|vztah)|uvaz|rodzaj (?:umow|prac)|wymiar|(?:вид|тип) (?:занят|заинят|раб|роб)|занят|заинят|график|calisma (?:turu|suresi)|(?:ειδος|τυπος) |απασχολ|ωραρι)/,
  ],
  [
    'salary',
    /^(?:fourchette|traitement|remuneration|salaire|salary|pay |besoldung|entgelt|eingruppierung|bezuge|retribu|salario|bolsa|loon|maandsalar|lone?|ersattning|palk|widelki|stawka|pensja|wynagrodzenie|plat(?:ov|y| )|hruba mzda|mzda|fizetes|salariu|ucret|maas|оклад|ставка|заработ|рівень зарпл|зарплат|基本給|月収|想定|薪|待遇|급여|보수|年収|月給|時給|月薪|年薪|연봉|월급|시급|compensation|(?:base|gross|hourly|monthly|annual|estimated|expected|offered) (?:salary|pay|wage|rate)|wage|gehalt|banda sal|rango sal|faixa sal|nabizen|mzdov|zakladna|оплата|заробітн|уровень доход|доход|дохід|μισθ|αποδοχ|αμοιβ)|(?:gehalt|verdienst|lohn|vergutung|salaris|loon|lonn|palkka)$/,
  ],
  ['location', /^(?:lieu|lugar|local|luogo|sede|miejsce|misto|miesto|место|місце) (?:d'|de |do |di |prac|wyk|vyk|роб|раб)/],
];

/** As `meaningOf`, and also by what the text begins with. For texts that stand where labels stand; elsewhere such words begin sentences too. */
export function labelMeaning(text: string): LabelMeaning | null {
  const exact = meaningOf(text);
  if (exact ?? (text.length > 45 || /\d/.test(text))) return exact;
  const folded = bareLabel(text).replace(PERIOD_BEFORE, '');
  // "Country/Region" and "Organisation / Company" ask for one thing by two words.
  const pieces = folded.split(/\s*\/\s*/);
  const each = pieces.length > 1 ? pieces.map((piece) => LABELS.get(piece)).find((meaning) => meaning && meaning !== 'other') : undefined;
  return each ?? BEGINNINGS.find(([, beginning]) => beginning.test(folded))?.[0] ?? null;
}
