/**
 * Countries by ISO 3166 code with the names that postings call them, folded: English, their own, and for those that are named most what others call them.
 * Written out, for a browser takes longer to look up a language's names than all the rest of a capture.
 */
const NAMES = `AD:andorra;AE:united arab emirates,uae;AF:afghanistan;AL:albania;AM:armenia;AR:argentina
AT:austria,osterreich,autriche,oostenrijk,ostrig,osterrike,itavalta,rakousko,rakusko,австрія,австрия;AU:australia;AZ:azerbaijan
BA:bosnia & herzegovina;BD:bangladesh;BE:belgium,belgie,belgique,belgien,belgica,belgio,belgia,belgicko,бельгія,бельгия;BG:bulgaria,българия
BH:bahrain;BO:bolivia;BR:brazil,brasil;BY:belarus,беларусь,білорусь;CA:canada,kanada,канада
CH:switzerland,schweiz,suisse,svizzera,suiza,suica,zwitserland,sveitsi,svycarsko,svajciarsko,szwajcaria,швеицарія,швеицария,suissa
CI:cote d'ivoire;CL:chile;CM:cameroon;CN:china,中国;CO:colombia;CR:costa rica;CU:cuba;CY:cyprus,κυπρος
CZ:czechia,czech republic,cesko,ceska republika,tschechien,tchequie,chequia,cechia,tchequia,tsjechie,tjekkiet,tjeckien,tsekki,czechy,чехія,чехия,txequia
DE:germany,deutschland,allemagne,alemania,germania,duitsland,tyskland,nemecko,niemcy,германия,німеччина,alemanha,saksa,alemanya
DK:denmark,danmark,danemark,dinamarca,danimarca,denemarken,tanska,dansko,dania,данія,дания;DO:dominican republic;DZ:algeria;EC:ecuador
EE:estonia,eesti;EG:egypt
ES:spain,espana,espanya,spanien,espagne,spagna,espanha,spanje,espanja,spanelsko,spanielsko,hiszpania,іспанія,испания;ET:ethiopia
FI:finland,suomi,finlandia,finnland,finlande,finsko,фінляндія,финляндия
FR:france,frankreich,francia,frankrijk,frankrig,franca,frankrike,ranska,francie,francuzsko,francja,франція,франция
GB:united kingdom,uk,england,scotland,wales,great britain,northern ireland,vereinigtes konigreich,royaume-uni,reino unido,regno unito,grossbritannien,verenigd koninkrijk,storbritannien,iso-britannia,spojene kralovstvi,spojene kralovstvo,wielka brytania,велика британія,великобритания,regne unit
GE:georgia;GH:ghana;GR:greece,ellada,griechenland,ελλαδα;GT:guatemala;HK:hong kong sar china,hong kong;HN:honduras;HR:croatia,hrvatska
HU:hungary,magyarorszag,ungarn;ID:indonesia;IE:ireland,irland,irlande,irlanda,ierland,irlanti,irsko,irlandia,ірландія,ирландия;IL:israel
IN:india,भरत,indien,inde,intia,indie,індія,индия;IQ:iraq;IR:iran;IS:iceland,island
IT:italy,italia,italie,italien,taliansko,wlochy,італія,италия;JM:jamaica;JO:jordan;JP:japan,日本;KE:kenya;KG:kyrgyzstan;KH:cambodia
KR:south korea,korea,한국,대한민국;KW:kuwait;KZ:kazakhstan,казахстан;LA:laos;LB:lebanon;LK:sri lanka;LT:lithuania,lietuva;LU:luxembourg,luxemburg
LV:latvia,latvija;LY:libya;MA:morocco,maroc;MC:monaco;MD:moldova;ME:montenegro;MG:madagascar;MK:north macedonia;MM:myanmar (burma)
MN:mongolia;MO:macao sar china;MT:malta;MU:mauritius;MV:maldives;MX:mexico,mejico;MY:malaysia;MZ:mozambique;NA:namibia;NG:nigeria
NI:nicaragua
NL:netherlands,holland,nederland,niederlande,pays-bas,paises bajos,paesi bassi,paises baixos,nederlandene,nederlanderna,alankomaat,nizozemsko,holandsko,holandia,нідерланди,нидерланды,paisos baixos
NO:norway,norge,noreg,norwegen,norvege,noruega,norvegia,noorwegen,norja,norsko,norwegia,норвегія,норвегия;NP:nepal;NZ:new zealand;OM:oman
PA:panama;PE:peru;PH:philippines;PK:pakistan;PL:poland,polska,polen,polonia,польша,польща,pologne,puola,polsko;PR:puerto rico
PS:palestinian territories;PT:portugal,portogallo,portugali,portugalsko,portugalia,португалія,португалия;PY:paraguay;QA:qatar;RO:romania
RS:serbia,srbija,србија;RU:russia,россия,росія,russland,russie,rusia,rusland,ryssland,venaja,rusko,rosja;RW:rwanda;SA:saudi arabia,ksa
SE:sweden,sverige,schweden,suede,suecia,svezia,zweden,ruotsi,svedsko,szwecja,швеція,швеция;SG:singapore;SI:slovenia,slovenija
SK:slovakia,slovensko,slovenska republika,slowakei,slovaquie,eslovaquia,slovacchia,slowakije,slovakiet,slovakien,slowacja,словаччина,словакия
SN:senegal;SV:el salvador;SY:syria;TH:thailand;TN:tunisia;TR:turkiye,turkey;TW:taiwan;TZ:tanzania
UA:ukraine,украіна,украина,ucrania,ucraina,oekraine,ukraina,ukrajina;UG:uganda
US:united states,usa,us,u.s.,u.s.a.,vereinigte staaten,etats-unis,estados unidos,stati uniti,сша,verenigde staten,yhdysvallat,spojene staty,stany zjednoczone,сполучені штати,соединенные штаты,estats units
UY:uruguay;UZ:uzbekistan;VE:venezuela;VN:vietnam;YE:yemen;ZA:south africa;ZM:zambia;ZW:zimbabwe;XK:kosovo;LI:liechtenstein;GI:gibraltar`;

/** ISO 3166 alpha-2 codes by folded name. */
export const COUNTRY_CODES: ReadonlyMap<string, string> = new Map(
  NAMES.split(/[;\n]/).flatMap((entry) => {
    const [code = '', names = ''] = entry.split(':');
    return names.split(',').map((name): [string, string] => [name, code]);
  }),
);
