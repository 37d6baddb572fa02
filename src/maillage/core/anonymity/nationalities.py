"""Precise nationalities in the singular, and words that tell a family: data, no rule. All folded."""

from __future__ import annotations

_NATIONALITIES = """afghan afghane albanais albanaise algerien algerienne americain americaine angolais angolaise argentin
    argentine armenien armenienne azerbaidjanais azerbaidjanaise azeri azerie bangladais bangladaise beninois
    beninoise bielorusse birman birmane bolivien bolivienne bosnien bosnienne bosniaque bresilien bresilienne
    britannique bulgare burkinabe burundais burundaise cambodgien cambodgienne camerounais camerounaise
    canadien canadienne centrafricain centrafricaine chilien chilienne chinois chinoise chypriote colombien
    colombienne comorien comorienne congolais congolaise coreen coreenne croate cubain cubaine djiboutien
    djiboutienne dominicain dominicaine egyptien egyptienne equatorien equatorienne erythreen erythreenne
    espagnol espagnole ethiopien ethiopienne gabonais gabonaise gambien gambienne georgien georgienne ghaneen
    ghaneenne grec grecque guineen guineenne haitien haitienne hondurien hondurienne hongrois hongroise
    indien indienne indonesien indonesienne irakien irakienne iraquien iraquienne iranien iranienne israelien
    israelienne italien italienne ivoirien ivoirienne jamaicain jamaicaine japonais japonaise jordanien
    jordanienne kazakh kazakhe kenyan kenyane kirghize kosovar kosovare kurde laotien laotienne libanais
    libanaise liberien liberienne libyen libyenne macedonien macedonienne malgache malien malienne marocain
    marocaine mauritanien mauritanienne mexicain mexicaine moldave mongol mongole mozambicain mozambicaine
    nepalais nepalaise nicaraguayen nicaraguayenne nigerian nigeriane nigerien nigerienne ougandais
    ougandaise ouzbek ouzbeke ouigour ouighour ouighoure pakistanais pakistanaise palestinien palestinienne
    peruvien peruvienne philippin philippine polonais polonaise portugais portugaise roumain roumaine russe
    rwandais rwandaise salvadorien salvadorienne senegalais senegalaise serbe sierraleonais slovaque slovene
    somalien somalienne soudanais soudanaise srilankais srilankaise syrien syrienne tadjik tadjike tamoul
    tamoule tanzanien tanzanienne tchadien tchadienne tchetchene tcheque thailandais thailandaise tibetain
    tibetaine togolais togolaise tunisien tunisienne turc turque turkmene ukrainien ukrainienne uruguayen
    venezuelien venezuelienne vietnamien vietnamienne yemenite zambien zambienne zimbabween"""
NATIONALITIES = frozenset(_NATIONALITIES.split())

COUNTRIES = frozenset(
    """belgique europe afrique asie amerique wallonie flandre france allemagne italie espagne portugal pologne
    roumanie bulgarie turquie syrie irak iran afghanistan ukraine russie maroc algerie tunisie egypte congo
    rwanda burundi cameroun guinee senegal mali somalie erythree ethiopie soudan nigeria ghana togo angola
    albanie kosovo serbie georgie armenie tchetchenie palestine liban chine inde pakistan vietnam bresil
    colombie venezuela haiti grece""".split()  # noqa: SIM905
)
"""« une Syrienne de Turquie » lives nowhere near."""
