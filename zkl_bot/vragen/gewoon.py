"""Ordinary words of the language: they carry a sentence, seldom the subject of a question.

A question in other words than the sources' has many of these. One that a passage has counts for
a good deal, one that it lacks for little; a word that is not here and not in the sources counts
in full, so that a question about something else is not answered.
"""

GEWOON_NL = """
ander andere aankijken aanpakken aansluiten aanwijzen achten afhangen afmaken aflopen afronden
afspreken afvragen afwachten behandelen behalen behoren bekijken belanden beloven bemoeien
benoemen bepalen bereiken beschouwen beschrijven bestaan betrekken bevallen bevatten bewaken
bewaren bezien bieden binden binnenhalen blijken breken brengen delen denken dienen doorgaan
draaien dragen dreigen drukken duren durven dwingen ervaren geloven lukken genieten groeien halen
handelen hangen helpen herkennen hopen indelen inbrengen inrichten inschatten inzetten ingaan
innemen instellen invullen kennen kiezen kijken klinken komen koppelen kwijtraken landen leren
letten leven leveren lezen lijken loskomen meedoen meegeven meelopen meenemen meepraten meetellen
merken mikken nadenken nemen omgaan omvatten ondervinden ontbreken onthouden ontstaan opgeven
ophouden opkomen oplossen opleveren opnemen oppakken optreden opvangen overblijven overhouden
passen pakken plaatsen plaatsvinden praten proberen raken rekenen regelen roepen rusten
samenhangen samenstellen schelen schrijven schuiven slaan sluiten snappen spreken springen steken
steunen stijgen streven sturen tellen terugkomen toezien treden treffen tegenkomen uitkomen
uitvoeren uitwerken uitzoeken vastleggen veranderen verdelen verdienen verdwijnen vergaan
verhouden verklaren verkrijgen verlopen vermelden vermijden veroorzaken verrichten verschijnen
verschillen versturen vertonen verwachten verwijzen verzorgen voelen volgen volstaan voldoen
voorkomen voorschrijven voortkomen vormen wachten weergeven wijzen winnen zetten zorgen richten
bedenken uitoefenen hanteren raadplegen inleveren meekrijgen uitmaken uitzien vasthouden aanbreken
aanhouden aandragen bedienen begrijpen beginnen starten eindigen bouwt bijdragen toestaan toelaten
verzinnen vastzitten terechtkomen optuigen ophangen schetsen schuift vergen verlangen vormgeven
wennen wegen zakken zwijgen stuiten aanwezig achteraf afzonderlijk algemeen allang allebei alvast
anders apart behoorlijk beperkt bereid beschikbaar bewust bijna breed breder concreet dagelijks
definitief deels dichtbij diep direct dringend duidelijk echt eenvoudig eerder eerlijk eigen enig
ernstig extra fors gelijk geldig gemakkelijk genoeg geschikt haast half handig hard hardst
hetzelfde hoog hoger huidig ingewikkeld inmiddels juist klaar klein kleiner laag lager laat langer
langzaam lastig leuk logisch los louter makkelijk makkelijker moeilijk mooi natuurlijk nauwelijks
niks normaal onlangs oud overal pakweg persoonlijk plotseling recent redelijk rustig sindsdien
slechts slecht slechter snel sneller soms sterk sterker streng strikt tamelijk tegelijk
tegenwoordig terecht uitsluitend vaak vaker verkeerd vermoedelijk vervolgens vlot voldoende
volledig voorafgaand voordat voorlopig vroeg vroeger waar waarschijnlijk wezenlijk zelden zodra
zwaar welkom zichtbaar indertijd destijds kwijt overig onderling slim handiger ruimer strakker
bekender dezelfde gewone gewenst zoveel gauw meteen opeens vandaag morgen gisteren straks spoedig
wederom opnieuw nogmaals hopelijk helaas gelukkig kennelijk blijkbaar schijnbaar feitelijk
oorspronkelijk aanvankelijk overbodig nuttig zinvol enorm gigantisch flink aandacht aanleiding
aanpak achtergrond antwoord basis bedoeling begin belang betrekking dag doel eind einde ervaring
feit gang geval gevolg gezicht hand handen voeten hoofd idee inhoud kant keer keren keus keuze
kern kop kwestie les lessen lijn maand manier mens mogelijkheid moeite nadeel niveau oorzaak
onderwerp onderscheid oog ogen opzet orde periode persoon plek positie praktijk probleem regel
rest richting rug situatie stand stap stappen stuk tafel tegenstelling thema themas toekomst
traject uitgangspunt uur verband verhaal verschil verwachting voet voorbeeld voorbeelden voordeel
vorm waarde week weg wens werkelijkheid woord zicht zijde uitkomst groep stel paar koppel rondje
tijdstip kans gelegenheid insteek boodschap strekking gedachte gevoel winst last lasten kwaal hulp
gedoe hekel kunst truc smoes poging streek spel lieden lui club clubs clubje gasten jongens meiden
bazen gemeentes bijgepraat bijpraten gekend uitgelegd opgesomd aangegeven gestart gestuurd gericht
gebaseerd hangt trouwens klap klus karwei knoop fout fouten goede slechte beste ergste erger
minste hoogste laagste kleinste grootste enige zulk dusdanig mogelijk onmogelijk nodige wie
waarheen enigszins heus bepaald werkelijk degene degenen diegene dingetje allerlei voornaamste
hoofdzaak hoofdzakelijk ver verder verre tevoren vooraf achterlopen voorlopen bijhouden bijkomen
bijzitten doorgeven doorlopen doorzetten herhalen inleiden intrekken langskomen meegaan meehelpen
meekijken meekomen meemaken meespelen nagaan nalaten neerkomen neerzetten omdraaien omkijken
onderbouwen onderstrepen ontwikkelen overgaan overstappen overtuigen overwegen rondkijken
rondkomen samengaan samenkomen samenvatten scheppen tegenhouden tegenvallen terechtkunnen
collega collegas verkopen herinneren herinnering bedanken bedankt dankjewel dankuwel goedemorgen
goedemiddag goedenavond goedendag welterusten gegroet
terugkijken terugvinden toelichten toepassen toevallen uitbrengen uitgaan uithalen uitleveren
uitpakken uitspreken uitvallen vastzetten veronderstellen versterkt verwerken voldaan volhouden
volmaken voorgaan voorleggen voorstellen voortzetten waarmaken wegnemen zeuren zoeken bekendmaken
benadrukken benutten bespreekbaar bevestigen bevorderen bewegen bijzetten duiden hoeven hoort
klaarmaken klaren krijgen laten liggen loslaten mislukken misgaan moeten mogen ontmoeten ophalen
opbouwen opschieten opsteken overhoudt rondgaan sneuvelen stoppen stranden terugdraaien uitstellen
uitblijven verbazen verbergen verhinderen vernemen verschuiven verspreiden verzamelen voeren
voorbereiden actief afgelopen afwijkend alternatief belangrijkste betere betreffend betrokken
boeiend buitenlands centraal compleet doorslaggevend eigenlijke eerstvolgend evenveel formeel
gangbaar geheel gelijktijdig gevoelig globaal gunstig heleboel hele heldere helder ideaal
inhoudelijk interessant jaarlijkse kansrijk kritisch langdurig letterlijk maximaal minimaal moedig
mogelijke negatief nieuwste noodzakelijk omvangrijk onbekend ondanks onduidelijk ongeveer
onmisbaar onveranderd onvoldoende overbodige passend positief praktisch precieze raar realistisch
rechtstreeks regelmatig samenhangend simpel spannend specifiek structureel succesvol tijdelijk
tijdig toekomstig uitdrukkelijk uiteenlopend uitgebreid uniek veilig vergelijkbaar verantwoord
vergaand verrassend verstandig volgende volwaardig voorzichtig vreemd vrij waardevol wisselend
zichtbare zinnig zelfde zulke zuinig tegenwoordige toenmalige uitvoerig vlug afloop afwijking
alinea beeld bewering blik categorie combinatie conclusie daad detail discussie element fase
factor formulering functie gegeven getal grondslag helft houding ingang inleiding instantie
inzicht jaartal kenmerk maat mate motief nadruk nummer omvang ontwikkeling oplossing opmerking
overzicht passage reeks rij schaal scheiding score stelling stelsel tegenstrijdigheid tekst
terrein titel toestand top trend uitdaging uitgangspunten uiting verantwoording verklaring verloop
vervolg verzoek vlak volgorde voorkeur vraagstelling zinsnede mensen volk iedereen eenieder kerel
heren dames beetje boel stukje hoek bordje kaart pad sprake grip verhouding
"""

GEWOON_EN = """
accept achieve add agree aim allow answer appear apply arrange ask attend base become begin
believe belong break bring call care carry cause change check choose claim clear close cover
create deal decide define depend describe determine direct discuss draw drive drop eat end ensure
enter exist expect explain face fall feel figure fill find finish fit follow force gain grow
handle happen hear help hold hope imagine improve include increase intend introduce involve join
keep know lead learn leave lie like live look lose manage matter meet mention miss move need note
notice offer open own pass pick place play point prepare present press prevent produce provide
pull push raise reach read receive recommend reduce refer relate remain remember remove replace
report represent require rest result return rise run save seem sell send serve set settle share
show sign sit sort speak spend spread start state stay step stick stop suggest support suppose
talk teach tend think touch treat try turn understand visit wait walk want watch win wish wonder
write able actual already also apart available aware bad basic best better big bigger broad brief
common complete concrete correct currently different early easily easy enough entire equal exact
extra fair far fast final fine former free full future general good great half happy hard high
important individual initial instead interested joint large last late later least less likely
little local long longer low main maybe mere minor necessary new next nice normal obvious often
old once original overall particular past perhaps possible previous proper quick quickly ready
real really reasonable recent relevant right rough same second separate serious short similar
simple single slow small soon special specific still strong such sudden sure together total true
unclear usual various whole wide wrong young yet advice amount approach aspect background basis
beginning benefit case chance choice condition couple day detail difference difficulty effect
example fact feature form goal group hand head idea information interest issue kind level life
line list lot man method minute moment month name nature opinion option order outcome part period
person piece plan position principle problem process purpose question reason reference regard
relation rule side situation size stage story subject system task term theme thing time top topic
type use value view way week word work world year guys folks stuff bit lots
"""


def inflect(woorden: str) -> frozenset[str]:
    """Dutch words with the regular forms of those that may be verbs: zoeken, zoek, zoekt, gezocht.

    Too many forms do no harm: a form that nobody types is never looked up.
    """
    found = set(woorden.split())
    for woord in woorden.split():
        if woord.endswith("en") and len(woord) > 4:
            found.update(_forms(woord[:-2]))
    return frozenset(found)


def _forms(stam: str) -> list[str]:
    forms = [stam]
    if len(stam) > 2 and stam[-1] == stam[-2]:
        stam = stam[:-1]
    elif (
        len(stam) > 2
        and stam[-1] not in "aeiou"
        and stam[-2] in "aeou"
        and (len(stam) < 4 or stam[-3] not in "aeiou")
    ):
        stam = stam[:-1] + stam[-2] + stam[-1]
    forms.append(stam[:-1] + {"v": "f", "z": "s"}.get(stam[-1], stam[-1]))
    return [form for stam in forms for form in
            (stam, f"{stam}t", f"ge{stam}t", f"ge{stam}d", f"{stam}te", f"{stam}de")]  # fmt: skip
