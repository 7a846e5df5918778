/** Places whose zone is named after another one. */
export const PLACES = `
America/New_York: boston, washington, washington dc, philadelphia, atlanta, miami, orlando, tampa, pittsburgh, cleveland, charlotte, raleigh, baltimore, brooklyn, nyc, ny, florida, georgia usa, eastern time, usa east
America/Chicago: dallas, houston, austin, san antonio, texas, nashville, minneapolis, new orleans, kansas city, st louis, milwaukee, memphis, central time, usa central
America/Denver: salt lake city, utah, colorado, albuquerque, new mexico, montana, wyoming, mountain time, usa mountain
America/Phoenix: arizona, tucson, scottsdale
America/Los_Angeles: san francisco, seattle, san diego, san jose, portland, oakland, palo alto, silicon valley, sacramento, las vegas, california, oregon, la, sf, pacific time, usa west
America/Anchorage: alaska
Pacific/Honolulu: hawaii
America/Toronto: ottawa, montreal, quebec, ontario
America/Edmonton: calgary, alberta
America/Vancouver: victoria bc, british columbia
America/Sao_Paulo: rio de janeiro, brasilia, belo horizonte, porto alegre, curitiba, campinas, florianopolis
America/Bahia: salvador
America/Mexico_City: guadalajara, puebla, cdmx
America/Argentina/Buenos_Aires: rosario
America/Bogota: medellin, cali, cartagena
America/Guayaquil: quito
America/Caracas: maracaibo
America/La_Paz: santa cruz de la sierra
Europe/London: scotland, wales, northern ireland, manchester, birmingham, edinburgh, glasgow, cardiff, leeds, bristol, liverpool, oxford, cambridge
Europe/Dublin: cork, galway, eire
Europe/Berlin: munich, munchen, hamburg, frankfurt, cologne, koln, stuttgart, dusseldorf, leipzig, dresden, deutschland
Europe/Paris: lyon, marseille, toulouse, nice, bordeaux, nantes, lille, strasbourg
Europe/Madrid: barcelona, valencia, seville, sevilla, malaga, bilbao, espana
Europe/Lisbon: porto, braga, coimbra, lisboa
Europe/Rome: milan, milano, naples, napoli, turin, torino, florence, bologna, italia
Europe/Amsterdam: rotterdam, the hague, utrecht, eindhoven
Europe/Brussels: antwerp, ghent, bruxelles
Europe/Zurich: geneva, basel, bern, lausanne, schweiz
Europe/Vienna: graz, salzburg, wien, osterreich
Europe/Warsaw: krakow, cracow, wroclaw, gdansk, poznan, lodz, warszawa, polska
Europe/Prague: brno, praha
Europe/Stockholm: gothenburg, goteborg, malmo
Europe/Copenhagen: aarhus, kobenhavn
Europe/Oslo: bergen, trondheim
Europe/Helsinki: tampere, espoo
Europe/Athens: thessaloniki
Europe/Bucharest: cluj, cluj napoca, timisoara, iasi
Europe/Budapest: debrecen
Europe/Sofia: plovdiv, varna
Europe/Belgrade: novi sad, nis
Europe/Istanbul: ankara, izmir, antalya
Europe/Kyiv: lviv, odesa, odessa, kharkiv, dnipro
Europe/Moscow: saint petersburg, st petersburg
Asia/Yekaterinburg: ekaterinburg
Asia/Kolkata: mumbai, bombay, delhi, new delhi, bangalore, bengaluru, hyderabad, chennai, madras, pune, ahmedabad, jaipur, kochi, noida, gurgaon
Asia/Karachi: lahore, islamabad, rawalpindi
Asia/Dhaka: chittagong
Asia/Shanghai: beijing, peking, shenzhen, guangzhou, chengdu, hangzhou, wuhan, nanjing
Asia/Tokyo: osaka, kyoto, yokohama, nagoya, fukuoka, sapporo, nippon
Asia/Seoul: busan, incheon
Asia/Ho_Chi_Minh: hanoi, da nang, saigon
Asia/Bangkok: chiang mai, phuket
Asia/Jakarta: bandung, surabaya
Asia/Makassar: bali, denpasar
Asia/Kuala_Lumpur: penang, johor bahru
Asia/Manila: cebu, davao, quezon city
Asia/Dubai: abu dhabi
Asia/Riyadh: jeddah, mecca
Asia/Jerusalem: tel aviv, haifa
Asia/Almaty: astana, nur sultan
Asia/Taipei: kaohsiung
Australia/Sydney: canberra, new south wales
Australia/Brisbane: gold coast, queensland
Australia/Hobart: tasmania
Pacific/Auckland: wellington, christchurch
Africa/Lagos: abuja, ibadan
Africa/Johannesburg: cape town, pretoria, durban
Africa/Cairo: alexandria
Africa/Casablanca: rabat, marrakesh, marrakech, fez
Africa/Nairobi: mombasa
Africa/Accra: kumasi
Atlantic/Azores: acores, ponta delgada
Atlantic/Madeira: funchal
`;

/** What countries are called beside their ISO names, by ISO 3166 code. */
export const COUNTRY_NAMES = `
US: usa, america, united states of america
KR: korea
CZ: czech republic
NL: holland
AE: uae, emirates
TR: turkey
GB: uk, great britain, britain, england
CI: ivory coast
MM: burma
CV: cape verde, cabo verde
SZ: swaziland
MK: macedonia
CD: congo
CG: congo
PS: palestine
BA: bosnia
`;

/** What people call an offset, and where it is meant; the likeliest first. A zone that keeps summer time answers to both. */
export const ABBREVIATIONS = `
CET CEST: Europe/Berlin Europe/Paris Europe/Madrid Europe/Rome Europe/Amsterdam Europe/Warsaw Europe/Brussels Europe/Vienna Europe/Zurich Europe/Stockholm Europe/Prague
EET EEST: Europe/Athens Europe/Kyiv Europe/Bucharest Europe/Helsinki Europe/Sofia Africa/Cairo
WET WEST: Europe/Lisbon Atlantic/Madeira Atlantic/Canary
GMT: Europe/London Africa/Accra Africa/Abidjan Atlantic/Reykjavik
BST: Europe/London Asia/Dhaka
IST: Asia/Kolkata Europe/Dublin Asia/Jerusalem
MSK: Europe/Moscow
TRT: Europe/Istanbul
ET EST EDT: America/New_York America/Toronto America/Panama America/Jamaica
CT CST CDT: America/Chicago America/Winnipeg America/Mexico_City Asia/Shanghai
MT MST MDT: America/Denver America/Edmonton America/Phoenix
PT PST PDT: America/Los_Angeles America/Vancouver America/Tijuana
AKST AKDT: America/Anchorage
HST: Pacific/Honolulu
AST ADT: America/Halifax America/Puerto_Rico Asia/Riyadh
NST NDT: America/St_Johns
BRT: America/Sao_Paulo
ART: America/Argentina/Buenos_Aires
CLT: America/Santiago
COT: America/Bogota
PET: America/Lima
WAT: Africa/Lagos
CAT: Africa/Maputo
EAT: Africa/Nairobi
SAST: Africa/Johannesburg
GST: Asia/Dubai
PKT: Asia/Karachi
NPT: Asia/Kathmandu
ICT: Asia/Bangkok Asia/Ho_Chi_Minh
WIB: Asia/Jakarta
SGT: Asia/Singapore
MYT: Asia/Kuala_Lumpur
PHT: Asia/Manila
HKT: Asia/Hong_Kong
JST: Asia/Tokyo
KST: Asia/Seoul
AWST: Australia/Perth
ACST ACDT: Australia/Adelaide Australia/Darwin
AEST AEDT: Australia/Sydney Australia/Melbourne Australia/Brisbane
NZST NZDT: Pacific/Auckland
`;
