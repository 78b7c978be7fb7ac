import { CAPITAL, fold } from '../text.ts';
import { COUNTRY_CODES } from './country-names.ts';

const codes = new Set(COUNTRY_CODES.values());
/** Not places to be put in a country, but answers to "where". */
const REGIONS = new Set(
  'europe emea apac latam eu eea dach nordics benelux worldwide global anywhere asia africa americas amer americas international remote'
    .split(' ')
    .concat([
      'north america',
      'south america',
      'latin america',
      'european union',
      'middle east',
      'весь світ',
      'весь мир',
      'asia pacific',
      'global remote',
    ]),
);
const STATES =
  'AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC ON BC QC AB MB SK NS NB NL PE NSW VIC QLD ACT TAS NT';
const STATE_NAMES =
  'alabama,alaska,arizona,arkansas,california,colorado,connecticut,delaware,florida,georgia,hawaii,idaho,illinois,indiana,iowa,kansas,kentucky,louisiana,maine,maryland,massachusetts,michigan,minnesota,mississippi,missouri,montana,nebraska,nevada,new hampshire,new jersey,new mexico,new york,north carolina,north dakota,ohio,oklahoma,oregon,pennsylvania,rhode island,south carolina,south dakota,tennessee,texas,utah,vermont,virginia,washington,west virginia,wisconsin,wyoming,ontario,quebec,british columbia,alberta,manitoba,new south wales,victoria,queensland,tasmania,bavaria,bayern,hessen,sachsen,nordrhein-westfalen,baden-wurttemberg,niedersachsen,catalonia,cataluna,catalunya,andalucia,ile-de-france,lombardia,lazio,karnataka,maharashtra,tamil nadu,telangana,haryana,uttar pradesh,gujarat,kerala,west bengal,punjab,sindh,noord-holland,zuid-holland,sao paulo,rio de janeiro,uusimaa,wien,greater london,dolnoslaskie,kujawsko-pomorskie,lubelskie,lubuskie,lodzkie,malopolskie,mazowieckie,opolskie,podkarpackie,podlaskie,pomorskie,slaskie,swietokrzyskie,warminsko-mazurskie,wielkopolskie,zachodniopomorskie';
const CITIES =
  'atlanta,austin,baltimore,birmingham,boston,boulder,brooklyn,charlotte,charleston,cincinnati,cleveland,columbus,dallas,fort worth,houston,jacksonville,kansas city,las vegas,long beach,manhattan,memphis,miami,milwaukee,minneapolis,mountain view,nashville,new orleans,new york city,nyc,oakland,orlando,palo alto,philadelphia,pittsburgh,portland,raleigh,redmond,reston,sacramento,salt lake city,san antonio,san diego,san francisco,san jose,san mateo,santa clara,santa monica,seattle,sunnyvale,tampa,tucson,washington dc,washington,bellevue,cupertino,menlo park,cambridge,irvine,plano,scottsdale,st. louis,ottawa,calgary,montreal,quebec city,waterloo,manchester,leeds,bristol,liverpool,glasgow,edinburgh,cardiff,oxford,nottingham,sheffield,newcastle,reading,brighton,cork,galway,munchen,munich,hamburg,koln,cologne,frankfurt,frankfurt am main,stuttgart,dusseldorf,leipzig,dresden,hannover,hanover,nurnberg,nuremberg,karlsruhe,mannheim,bonn,essen,dortmund,bremen,aachen,walldorf,potsdam,heidelberg,freiburg,ulm,augsburg,graz,linz,salzburg,innsbruck,geneve,geneva,basel,bern,lausanne,winterthur,zug,luzern,st. gallen,fribourg,lyon,marseille,toulouse,nantes,bordeaux,lille,nice,strasbourg,rennes,montpellier,grenoble,barcelona,valencia,sevilla,malaga,bilbao,zaragoza,alicante,palma,porto,braga,milano,milan,roma,torino,turin,bologna,firenze,florence,napoli,naples,rotterdam,den haag,the hague,utrecht,eindhoven,delft,groningen,antwerp,antwerpen,gent,ghent,leuven,aarhus,odense,aalborg,kobenhavn,kolding,goteborg,gothenburg,malmo,uppsala,linkoping,lund,bergen,trondheim,stavanger,espoo,tampere,turku,oulu,vantaa,rovaniemi,praha,prague,brno,ostrava,plzen,olomouc,liberec,kosice,zilina,krakow,cracow,wroclaw,gdansk,gdynia,poznan,lodz,katowice,szczecin,warszawa,lviv,kharkiv,odesa,odessa,dnipro,kiev,київ,львів,харків,одеса,дніпро,москва,санкт-петербург,новосибирск,екатеринбург,казань,ростов-на-дону,saint petersburg,cluj-napoca,cluj,timisoara,iasi,brasov,debrecen,szeged,plovdiv,varna,novi sad,thessaloniki,ankara,izmir,haifa,herzliya,tel aviv,tel aviv-yafo,ramat gan,abu dhabi,sharjah,bangalore,bengaluru,hyderabad,chennai,mumbai,pune,new delhi,delhi,gurgaon,gurugram,noida,ahmedabad,kochi,coimbatore,jaipur,indore,chandigarh,lahore,islamabad,rawalpindi,faisalabad,kandy,chattogram,cebu,makati,quezon city,taguig,penang,petaling jaya,ho chi minh city,hanoi,da nang,shenzhen,guangzhou,beijing,hangzhou,osaka,kyoto,busan,canberra,gold coast,wellington,christchurch,cape town,durban,pretoria,abuja,alexandria,guadalajara,monterrey,medellin,cali,rio de janeiro,belo horizonte,curitiba,porto alegre,recife,florianopolis,campinas,cordoba,rosario,zlin,bratislava,kyiv,zurich,abidjan,accra,addis ababa,algiers,bamako,cairo,casablanca,dakar,dar es salaam,douala,harare,johannesburg,kampala,khartoum,kigali,kinshasa,lagos,luanda,lusaka,maputo,nairobi,rabat,tripoli,tunis,windhoek,anchorage,asuncion,bogota,boise,buenos aires,caracas,chicago,denver,detroit,edmonton,fortaleza,guatemala,guayaquil,halifax,havana,indianapolis,la paz,lima,los angeles,louisville,manaus,mendoza,mexico city,montevideo,nassau,new york,panama,phoenix,puerto rico,regina,santiago,santo domingo,sao paulo,st johns,tijuana,toronto,vancouver,winnipeg,almaty,astana,amman,baghdad,bahrain,baku,bangkok,beirut,bishkek,kolkata,calcutta,colombo,damascus,dhaka,doha,dubai,hong kong,jakarta,jerusalem,kabul,karachi,kathmandu,kuala lumpur,kuwait,macau,manila,muscat,nicosia,omsk,phnom penh,qatar,yangon,riyadh,jeddah,saigon,seoul,shanghai,singapore,taipei,tashkent,tbilisi,tehran,tokyo,ulaanbaatar,vientiane,vladivostok,yerevan,adelaide,brisbane,darwin,hobart,melbourne,perth,sydney,auckland,honolulu,guam,amsterdam,andorra,athens,belgrade,berlin,brussels,bruxelles,brussel,bucharest,bucuresti,budapest,chisinau,copenhagen,dublin,gibraltar,helsinki,istanbul,kaliningrad,lisbon,lisboa,ljubljana,london,londres,luxembourg,madrid,malta,minsk,monaco,moscow,oslo,paris,reykjavik,riga,rome,sarajevo,skopje,sofia,stockholm,tallinn,tirana,vaduz,vienna,vilnius,kaunas,warsaw,zagreb,limassol,samara,東京,大阪,名古屋,横浜,京都,福岡,札幌,神戸,北京,上海,广州,深圳,杭州,成都,武汉,南京,苏州,西安,重庆,天津,厦门,长沙,青岛,郑州,宁波,台北,香港,서울,부산,인천,대구,αθηνα,θεσσαλονικη,πατρα';

const cities = new Set(CITIES.split(','));
const stateCodes = new Set(STATES.split(' '));
const stateNames = new Set(STATE_NAMES.split(','));

/** ISO 3166 alpha-2 of a country's name in any language we read, or its code in capitals; `null` otherwise. */
export function countryOf(name: string): string | null {
  const found = COUNTRY_CODES.get(fold(name).replace(/\.$/, ''));
  if (found) return found;
  return codes.has(name.trim()) ? name.trim() : null;
}

export const isCity = (name: string): boolean => cities.has(fold(name));
export const isRegion = (name: string): boolean => REGIONS.has(fold(name)) || stateNames.has(fold(name));
export const isStateCode = (name: string): boolean => stateCodes.has(name.trim());

/** How addresses begin or end in East Asia: prefecture, province, city and district have signs of their own. */
const EASTERN =
  /^(?:北海道|東京都|(?:京都|大阪)府|[\u4e00-\u9fff]{2,3}[県省])|^[\u4e00-\u9fff]{2,6}[市区縣县](?:$|[\u4e00-\u9fff\d])|^(?:서울|부산|대구|인천|광주|대전|울산|세종|경기|강원|충북|충남|전북|전남|경북|경남|제주)/;

const NUMBERED = /^[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ' -]{2,30} (?:- \d\d|\((?:\d\d|[A-Z]{2})\))$/;

/** How surely a short text is a place: 0 not, 1 perhaps (one known word), 2 surely (a city with its state or country, a known city alone). */
export function placeScore(whole: string): 0 | 1 | 2 {
  const text = whole.replace(/(?:,| and| \+| &) ?\d{1,2} (?:more|others?)$/i, '');
  if (text.length > 90 || text.length < 2 || /[!?@€$£]|https?:/.test(text)) return 0;
  const parts = text.split(/\s*(?:[,;|•·/()]|\s[-–—]\s)\s*/).filter(Boolean);
  if (parts.length > 8) return 0;
  if (EASTERN.test(text) && text.length < 40) return 2;
  // "Quimper - 29", "Belluno (BL)": a town with its department's number or its province's sign.
  if (NUMBERED.test(text)) return 1;
  let known = 0;
  let strange = 0;
  let specific = 0;
  let work = 0;
  for (const part of parts) {
    const bare = part
      .replace(/^\d{3,6}(?:\s\d{2})?\s+/, '')
      .replace(/\s+\d{4,6}$/, '')
      .replace(/(?<=..)[都市府]$/, '')
      .replace(/\s(?:area|metro(?:politan area)?|region|city|hq|office|campus|branch|plant|headquarters)$/i, '');
    if (isCity(bare)) specific += 1;
    else if (
      countryOf(bare) !== null ||
      isRegion(bare) ||
      (/^[A-Z]{2,3}(?:\s\d{4,5})?$/.test(part) && isStateCode(part.slice(0, 3).trim()))
    )
      known += 1;
    else if (/^(?:remote|hybrid|on-?site|home ?office|hq)$/i.test(bare) || /^\d{1,2} (?:more|others?)$/i.test(bare)) work += 1;
    else if (/^(?:full|part)[- ]?time$|^(?:permanent|contract|intern\w*|senior|junior|mid)\b/i.test(bare)) return 0;
    else if (/^[\d/]+\w?$/.test(bare)) known += 0;
    else if (part.split(' ').length > 4 || !(CAPITAL.test(part.charAt(0)) || /^[\d぀-퟿]/.test(part))) return 0;
    else strange += 1;
  }
  if (specific && strange <= 1) return 2;
  if (work && strange === 1 && parts.length === 2) return 1;
  if (known && strange <= 2 && parts.length > 1) return 2;
  return specific || known ? 1 : 0;
}

/** Whether a text names a city we know. */
export const hasCity = (text: string): boolean => text.split(/\s*[,;|•·/()]\s*/).some((part) => isCity(part));

/** The country that a location names, by its last known part; US, Canadian and Australian states count with `states`. */
export function countryInLocation(text: string, states = true): string | null {
  const parts = text
    .split(/\s*[,;|•·/()–—]\s*|\s-\s/)
    .filter(Boolean)
    .toReversed();
  for (const part of parts) {
    const code = countryOf(part);
    if (code && !(isStateCode(part) && parts.length > 1)) return code;
    if (!states) continue;
    const state = part.replace(/\s\d{4,5}.*$/, '').trim();
    if (/^(?:ON|BC|QC|AB|MB|SK|NS|NB|NL|PE)$/.test(state)) return 'CA';
    if (/^(?:NSW|VIC|QLD|ACT|TAS|NT)$/.test(state.split(' ').at(-1) ?? '')) return 'AU';
    if (isStateCode(state)) return 'US';
  }
  return null;
}
