"""The words of the section on suggestions, in Dutch and English."""

from __future__ import annotations

from collections.abc import Mapping

from crosscase.codebook import Labels

__all__ = ["WORDS"]

WORDS: Mapping[str, Labels] = {
    "intro": {
        "nl": "Een programma kan zinnen voorstellen om te coderen: met de patronen van het codeboek, of door te leren van wat al gecodeerd en geaccepteerd is. Een suggestie telt in geen enkele score, tot een codeur haar accepteert. Hier staat hoe goed de suggesties terugvinden wat in de {documents} documenten ({sentences} zinnen) is gecodeerd.",
        "en": "A program can suggest sentences to code: by the patterns of the codebook, or by learning from what is coded and accepted already. No score counts a suggestion until a coder accepts it. This is how well suggestions find again what was coded in the {documents} documents ({sentences} sentences).",
    },
    "how": {
        "nl": "Geteld zijn zinnen, per code, alleen in documenten die iemand geheel voor die code heeft gelezen: elders is niets gecodeerd iets anders dan niets te vinden. Een zin telt als gecodeerd wanneer een geaccepteerde codering erover gaat, ongeacht eenheid en waarde. Precisie: welk deel van wat voorgesteld is, gecodeerd is. Vangst: welk deel van wat gecodeerd is, voorgesteld is. F1 is hun harmonisch gemiddelde. Een streepje: niet te berekenen, want er is niets voorgesteld of niets gecodeerd.",
        "en": "Counted are sentences, for each code, only in documents that somebody read completely for it: elsewhere nothing coded is not nothing to find. A sentence counts as coded when an accepted coding is about it, whatever its unit and value. Precision: which part of what is suggested is coded. Recall: which part of what is coded is suggested. F1 is their harmonic mean. A dash: undefined, for nothing is suggested or nothing coded.",
    },
    "intervals": {
        "nl": "Tussen haakjes staan 95%-intervallen, uit {resamples} hertrekkingen van documenten (toevalsgetal {seed}). Waar minder dan tien documenten iets te tellen hebben, of de uitkomst 0 of 1 is, staat het interval van Wilson, met een w erbij: dat doet alsof zinnen onafhankelijk zijn. Een deel van de codes staat op heel weinig zinnen; daar zegt een getal bijna niets.",
        "en": "Between brackets are 95% intervals, from {resamples} resamples of documents (seed {seed}). Where fewer than ten documents have anything to count, or the outcome is 0 or 1, it is Wilson's interval, marked w: that takes sentences to be independent. Some codes rest on very few sentences; there a number says next to nothing.",
    },
    "learned": {
        "nl": "Geleerde modellen zijn lineair (ridge, op woorden, woordparen en lettergroepen), een per code. Elk document is beoordeeld door modellen die het niet gezien hebben; bij ‘andere casus’ hebben zij geen enkel document van de casus gezien (een document hoort bij de casus waar zijn meeste coderingen over gaan). Ook de drempel is telkens binnen de overige documenten gekozen. Namen van gemeenten zijn voor het model allemaal gelijk. Hoe zeldzaam een woord is, is in alle documenten geteld.",
        "en": "Learned models are linear (ridge, on words, pairs of words and groups of letters), one for each code. Every document was judged by models that had not seen it; under ‘other case’ they had seen no document of its case (a document belongs to the case that most of its codings are about). The threshold too was chosen within the other documents each time. To the model all names of units are the same. How rare a word is was counted in all documents.",
    },
    "without_case": {
        "nl": "Documenten die bij geen casus in het bijzonder horen, zijn daar buiten gelaten: {n}.",
        "en": "Documents that belong to no case in particular were left out there: {n}.",
    },
    "few": {
        "nl": "Een code wordt pas geleerd vanaf {positive} gecodeerde zinnen uit {documents} documenten. Codes met minder tellen bij ‘alle zinnen’ als niet gevonden.",
        "en": "A code is learned from {positive} coded sentences in {documents} documents on. Codes with fewer count as not found under ‘all sentences’.",
    },
    "patterns_texts": {
        "nl": "De patronen worden beoordeeld op de teksten waarop zij, voor zover bekend, zijn afgestemd. Hun cijfers zijn daardoor geflatteerd en zeggen niet hoe zij het in andere teksten doen.",
        "en": "The patterns are judged on the texts that, as far as is known, they were tuned on. That flatters their numbers, which do not say how they do in other texts.",
    },
    "patterns_definitions": {
        "nl": "Volgens het codeboek zijn de patronen geschreven uit de definities van de codes, zonder de teksten waarop zij hier beoordeeld worden.",
        "en": "As the codebook declares, the patterns were written from the definitions of the codes, without the texts they are judged on here.",
    },
    "patterns_held_out": {
        "nl": "De patronen zijn alleen beoordeeld op documenten waarzonder zij, volgens opgave, zijn geschreven.",
        "en": "The patterns were judged only on documents that, as was stated, they were written without.",
    },
    "no_patterns": {
        "nl": "Geen code heeft patronen; de methode met patronen is dus niet beoordeeld.",
        "en": "No code has patterns, so the method by patterns was not judged.",
    },
    "outdated": {
        "nl": "Let op: de studie is veranderd nadat dit gemeten is. Meet opnieuw met `crosscase suggest --evaluate --save`.",
        "en": "Mind: the study has changed since this was measured. Measure again with `crosscase suggest --evaluate --save`.",
    },
    "overview": {"nl": "Alle codes samen", "en": "All codes together"},
    "by_code": {"nl": "Per code", "en": "Code by code"},
    "show_codes": {"nl": "Toon elke code", "en": "Show every code"},
    "method": {"nl": "methode", "en": "method"},
    "code": {"nl": "code", "en": "code"},
    "coded": {"nl": "gecodeerd", "en": "coded"},
    "suggested": {"nl": "voorgesteld", "en": "suggested"},
    "right": {"nl": "beide", "en": "both"},
    "precision": {"nl": "precisie", "en": "precision"},
    "recall": {"nl": "vangst", "en": "recall"},
    "f1": {"nl": "F1", "en": "F1"},
    "all": {"nl": "alle zinnen", "en": "all sentences"},
    "mean": {"nl": "gemiddelde van de codes", "en": "mean of the codes"},
    "learned-document": {"nl": "geleerd, ander document", "en": "learned, other document"},
    "learned-case": {"nl": "geleerd, andere casus", "en": "learned, other case"},
    "lexicon-none": {"nl": "patronen", "en": "patterns"},
    "label-none": {
        "nl": "ter vergelijking: de woorden van het label",
        "en": "for comparison: the words of the label",
    },
    "nothing-none": {"nl": "ter vergelijking: niets", "en": "for comparison: nothing"},
    "too-few": {"nl": "te weinig om te leren", "en": "too few to learn from"},
    "no-patterns": {"nl": "geen patronen", "en": "no patterns"},
    "mean_note": {
        "nl": "Het gemiddelde van de codes telt elke code waarin iets gecodeerd is even zwaar; een code waarvoor een methode niets kan, telt er met vangst en F1 nul, en zonder precisie.",
        "en": "The mean of the codes counts every code in which something is coded alike; a code that a method can do nothing for counts with recall and F1 of zero, and without precision.",
    },
    "chances": {"nl": "Kloppen de kansen?", "en": "Are the chances right?"},
    "chances_text": {
        "nl": "Een geleerd model geeft elke zin een kans. Hier staat, voor zinnen uit documenten die het niet gezien had, welk deel werkelijk gecodeerd was.",
        "en": "A learned model gives every sentence a chance. Here is, for sentences of documents it had not seen, which part really was coded.",
    },
    "between": {"nl": "kans tussen", "en": "chance between"},
    "number": {"nl": "zinnen × codes", "en": "sentences × codes"},
    "mean_chance": {"nl": "gemiddelde kans", "en": "mean chance"},
    "share_coded": {"nl": "gecodeerd deel", "en": "share coded"},
    "method-learned": {"nl": "geleerd", "en": "learned"},
    "method-lexicon": {"nl": "patronen", "en": "patterns"},
    "units": {"nl": "Klopt de eenheid?", "en": "Is the unit right?"},
    "units_text": {
        "nl": "Van wat terecht is voorgesteld (de zin is met die code gecodeerd) staat hier hoe vaak de voorgestelde casus of partij er een is waarvoor de code in die zin is gecodeerd. Elke voorgestelde eenheid telt, een zin dus soms meer dan eens. ‘Verwant’: niet goed, maar de casus van zo’n partij, of een partij van zo’n casus. ‘Gewoonste’ houdt er de gewoonste eenheid van de overige coderingen in het document naast: hoe vaak die goed zou zijn. Is dat even vaak, dan voegen de regels voor de eenheid niets toe.",
        "en": "Of what is rightly suggested (the sentence is coded with the code) this is how often the case or party suggested is one that the code is coded for in the sentence. Every unit suggested counts, so that a sentence may count more than once. ‘Related’: not right, but the case of such a party, or a party of such a case. ‘Commonest’ holds the commonest unit of the other codings in the document beside it: how often that would be right. If that is as often, the rules for the unit add nothing.",
    },
    "level": {"nl": "codes over", "en": "codes about"},
    "level-all": {"nl": "alle codes", "en": "all codes"},
    "level-case": {"nl": "casussen", "en": "cases"},
    "level-party": {"nl": "partijen", "en": "parties"},
    "level-any": {"nl": "casussen of partijen", "en": "cases or parties"},
    "hits": {"nl": "terecht voorgesteld", "en": "rightly suggested"},
    "open": {"nl": "opengelaten", "en": "left open"},
    "named": {"nl": "genoemd", "en": "named"},
    "unit_right": {"nl": "goed", "en": "right"},
    "near": {"nl": "verwant", "en": "related"},
    "usual": {"nl": "gewoonste goed", "en": "commonest right"},
    "share_right": {"nl": "goed van genoemd", "en": "right of named"},
    "values": {"nl": "Klopt de waarde?", "en": "Is the value right?"},
    "values_text": {
        "nl": "Van wat terecht is voorgesteld is de waarde vergeleken met die van de coderingen van dezelfde zin, code en eenheid; is voor de voorgestelde eenheid niets gecodeerd, dan met die van elke eenheid. Hebben die coderingen verschillende waarden (‘meer waarden’), dan blijft de suggestie verder buiten de telling. ‘Ernaast’: een stap ernaast op een geordende schaal. ‘Gewoonste’: hoe vaak de gewoonste waarde, op die schaal, van de overige coderingen in het document gelijk zou zijn. De waarde van een geleerde suggestie is niet uit de zin gelezen: het is de gewoonste van de code in andere documenten.",
        "en": "Of what is rightly suggested the value is compared with that of the codings of the same sentence, code and unit; where nothing is coded for the unit suggested, with that of any unit. Where these codings have several values, the suggestion is left out of the rest. ‘Adjacent’: the next value on an ordered scale. ‘Commonest’: how often the commonest value, on that scale, of the other codings in the document would be equal. The value of a learned suggestion is not read in the sentence: it is the commonest of the code in other documents.",
    },
    "scale": {"nl": "schaal", "en": "scale"},
    "all_scales": {"nl": "alle schalen", "en": "all scales"},
    "several": {"nl": "meer waarden", "en": "several values"},
    "equal": {"nl": "gelijk", "en": "equal"},
    "adjacent": {"nl": "ernaast", "en": "adjacent"},
    "share_equal": {"nl": "gelijk van genoemd", "en": "equal of named"},
    "show_values": {
        "nl": "Toon welke waarde waar is voorgesteld",
        "en": "Show which value was suggested where which is coded",
    },
    "suggested_coded": {"nl": "voorgesteld \\ gecodeerd", "en": "suggested \\ coded"},
    "open_value": {"nl": "opengelaten", "en": "left open"},
    "negation": {"nl": "Wat ontkenning doet", "en": "What negation does"},
    "negation_text": {
        "nl": "Op schalen waar ontkennen een waarde betekent, gaven woorden als ‘geen’ en ‘nauwelijks’ {valued} terechte suggesties met patronen een andere waarde. Daarvan is {equal} keer de voorgestelde waarde de gecodeerde; zonder op die woorden te letten zou dat {without} keer zo zijn. Door zulke woorden bleef de waarde van {asked} andere open, omdat treffers elkaar tegenspreken of het patroon zelf een andere waarde noemt dan de hoogste; {asked_without} daarvan zouden anders gelijk zijn. Bij ‘niets’ staan de suggesties die zulke woorden niet veranderden: is daarvan de laagste waarde gecodeerd, dan noemt het patroon die zelf, of zegt de tekst het op een andere manier.",
        "en": "On scales where denying means a value, words such as ‘geen’ and ‘nauwelijks’ (no, hardly) gave {valued} right suggestions by patterns another value. Of these the value suggested is the one coded {equal} times; without regard to such words it would be {without} times. By such words the value of {asked} others was left open, because hits contradict each other or the pattern itself names another value than the highest; {asked_without} of these would be equal otherwise. Under ‘nothing’ are the suggestions that such words did not change: where the lowest value is coded there, the pattern names it itself, or the text says so in another way.",
    },
    "effect": {"nl": "maakt ervan", "en": "makes of it"},
    "effect-none": {"nl": "niets", "en": "nothing"},
    "effect-absent": {"nl": "de laagste waarde", "en": "the lowest value"},
    "effect-partial": {"nl": "een waarde ertussen", "en": "a value between"},
    "effect-open": {"nl": "een vraag", "en": "a question"},
    "number_coded": {"nl": "suggesties", "en": "suggestions"},
    "lowest": {"nl": "laagste gecodeerd", "en": "lowest coded"},
    "middle": {"nl": "ertussen gecodeerd", "en": "between coded"},
    "highest": {"nl": "hoogste gecodeerd", "en": "highest coded"},
    "equal_without": {"nl": "gelijk zonder", "en": "equal without"},
    "sources": {"nl": "In de oorspronkelijke teksten", "en": "In the original texts"},
    "sources_outdated": {
        "nl": "Let op: deze schatting is van vóór een verandering in coderingen, patronen, teksten of herkomst. Maak haar opnieuw met `crosscase suggest --evaluate --sources MAP --save`.",
        "en": "Mind: codings, patterns, texts or origins have changed since this estimate. Make it anew with `crosscase suggest --evaluate --sources DIR --save`.",
    },
    "sources_intro": {
        "nl": "De documenten van deze studie zijn geschreven naar publicaties ({texts}), en van elke passage is opgetekend op welke stukken daarvan zij rust. Hier is voorgesteld in de {sentences} zinnen van die publicaties zelf, zonder wat is uitgesloten. Dit is een schatting en geen meting: niemand heeft de publicaties gecodeerd. Een codering zegt in welke passage zij staat, en de passage op welke stukken zij rust; meer is niet bekend. Er zijn {stretches} zulke stukken, waarvan {coded} onder een gecodeerde passage; over een of meer daarvan gaan {inside} zinnen.",
        "en": "The documents of this study were written from publications ({texts}), and of every passage it is recorded which stretches of them it rests on. Here suggestions were made in the {sentences} sentences of the publications themselves, without what is excluded. This is an estimate and no measurement: nobody coded the publications. A coding says in which passage it is, and the passage on which stretches it rests; no more is known. There are {stretches} such stretches, {coded} of them below a coded passage; {inside} sentences are about one or more of them.",
    },
    "sources_judged": {
        "nl": "Een stuk telt voor een code als een passage die erop rust met die code is gecodeerd. Het is gevonden als een zin die erover gaat (de helft van de zin of van het stuk valt samen) voor die code is voorgesteld: vangst is het gevonden deel van die stukken. Een suggestie is goed als haar zin over zo’n stuk gaat, en fout als die alleen over stukken onder andere gecodeerde passages gaat: precisie is het goede deel van beide. F1 is van die twee, die verschillende dingen tellen, het harmonisch gemiddelde. Bij alle codes samen telt een stuk voor elk van zijn codes. Suggesties over stukken waar niets van gecodeerd is (‘niets gecodeerd’; in de telling per zin hierboven zouden zij fout zijn) en buiten alle stukken (‘daarbuiten’) zijn goed noch fout.",
        "en": "A stretch counts for a code when a passage that rests on it is coded with the code. It is found when a sentence about it (half of the sentence or of the stretch is shared) is suggested for the code: recall is the part of such stretches that is found. A suggestion is right when its sentence is about such a stretch, and wrong when it is only about stretches below other coded passages: precision is the right part of both. F1 is the harmonic mean of the two, which count different things. Of all codes together a stretch counts for each of its codes. Suggestions about stretches of which nothing is coded (‘nothing coded’; in the count by sentence above they would be wrong) and outside of all stretches (‘outside’) are neither right nor wrong.",
    },
    "sources_can": {
        "nl": "Wat de schatting kan laten zien: of wat in de documenten vindt, ook in de bewoordingen van de publicaties de plaatsen vindt waar die documenten op rusten. Vergelijk daarvoor alleen met ‘de documenten, net zo beoordeeld’, waar elke passage zelf het stuk is. Tussen die rijen verschillen de teksten, en enigszins hoe lang de stukken zijn, maar niet de maatstaf; met de cijfers per zin hierboven zijn beide niet te vergelijken.",
        "en": "What the estimate can show: whether what finds things in the documents also finds, in the wording of the publications, the places these documents rest on. For that, compare only with ‘the documents, judged in the same way’, where every passage is itself the stretch. Between these rows the texts differ, and somewhat how long the stretches are, but not the measure; neither can be compared with the numbers by sentence above.",
    },
    "sources_cannot": {
        "nl": "Wat zij niet kan laten zien: hoe goed suggesties zijn voor wie een publicatie zelf leest en codeert. Daarvoor moet iemand dat doen. In het bijzonder:",
        "en": "What it cannot show: how good suggestions are for whoever reads and codes a publication itself. For that somebody has to do so. In particular:",
    },
    "sources_coarse": {
        "nl": "Stukken zijn grover dan coderingen. Zij beslaan in de regel meer dan één zin, dragen vaak meer codes en liggen soms onder meer passages. Zo kan een suggestie bij toeval goed zijn, en daardoor is de precisie eerder te hoog dan te laag. Een passage rust soms op meer stukken, terwijl haar codering van één daarvan komt: de vangst kan te laag zijn. Hoeveel, weet niemand. Of eenheid en waarde kloppen, is hier niet te beoordelen.",
        "en": "Stretches are coarser than codings. As a rule they are longer than a sentence, many bear several codes, and some lie below several passages. So a suggestion may be right by accident, and by that precision is rather too high than too low. A passage may rest on several stretches while its coding comes of one of them: recall may be too low. By how much, nobody knows. Whether unit and value are right cannot be judged here.",
    },
    "sources_notes": {
        "nl": "Codeurs lazen de documenten en niet de publicaties. Een document kiest en verwoordt anders: zegt een publicatie iets wat het weglaat, dan telt een terechte suggestie als fout; maakt het iets uitdrukkelijk wat de publicatie laat doorschemeren, dan telt wat niet te vinden was als gemist.",
        "en": "Coders read the documents and not the publications. A document selects and words things its own way: where a publication says what it leaves out, a good suggestion counts as wrong; where it makes explicit what the publication only hints at, what could not be found counts as missed.",
    },
    "sources_outside": {
        "nl": "Buiten de stukken heeft niemand gekeken. De precisie geldt dus waar gecodeerde passages op rusten, en dat zijn de plaatsen die iemand het opschrijven waard vond. In een publicatie als geheel, met haar theorie, inhoudsopgave, tabellen, noten en literatuur, is een kleiner deel van de zinnen het coderen waard, en dus vermoedelijk ook een kleiner deel van de suggesties goed.",
        "en": "Outside of the stretches nobody looked. So precision holds where coded passages rest, and these are the places that somebody found worth writing down. In a publication as a whole, with its theory, contents, tables, notes and references, a smaller part of the sentences is worth coding, and so presumably a smaller part of the suggestions is right.",
    },
    "sources_few": {
        "nl": "De intervallen komen uit {resamples} hertrekkingen van documenten (toevalsgetal {seed}), met de stukken waar zij op rusten; wat onder meer documenten ligt, telt bij het eerste. Zij zeggen niets over een andere publicatie: dat zou uit andere publicaties moeten blijken. Zinnen zijn gevonden door gedrukte regels aaneen te voegen; koppen en noten staan er soms tussen.",
        "en": "The intervals come from {resamples} resamples of documents (seed {seed}), with the stretches they rest on; what lies below several documents counts with the first. They say nothing of another publication: only other publications could. Sentences were found by joining printed lines; headings and notes stand among them at times.",
    },
    "sources_learned": {
        "nl": "Geleerde modellen zijn uit zinnen van documenten geleerd, met drempels die daar gekozen zijn. Elke zin van een publicatie is beoordeeld door modellen die geen enkel document hebben gezien waarvan een passage op iets in die zin rust, en bij ‘andere casus’ geen document van de casus van een van die. Buiten alle stukken zijn het modellen die alles zagen.",
        "en": "Learned models learned from sentences of documents, with thresholds chosen there. Every sentence of a publication was judged by models that had seen no document of which a passage rests on anything in that sentence, and under ‘other case’ no document of the case of any of these. Outside of all stretches they are models that had seen everything.",
    },
    "sources_chance": {
        "nl": "Tussen rechte haken staat wat evenveel suggesties voor elke code, blind over de beoordeelde zinnen verdeeld, naar verwachting zouden halen.",
        "en": "Between square brackets is what as many suggestions for each code, put blindly on the sentences judged, could be expected to reach.",
    },
    "place-sources": {"nl": "de publicaties", "en": "the publications"},
    "place-documents": {
        "nl": "de documenten, net zo beoordeeld",
        "en": "the documents, judged in the same way",
    },
    "f1_documents": {
        "nl": "F1 in de documenten, net zo beoordeeld",
        "en": "F1 in the documents, judged in the same way",
    },
    "stretches": {"nl": "stukken met de code", "en": "stretches with the code"},
    "stretches_found": {"nl": "gevonden", "en": "found"},
    "suggested_there": {"nl": "suggesties beoordeeld", "en": "suggestions judged"},
    "right_there": {"nl": "goed", "en": "right"},
    "uncoded": {"nl": "niets gecodeerd", "en": "nothing coded"},
    "outside": {"nl": "daarbuiten", "en": "outside"},
    "decided": {"nl": "Wat codeurs met suggesties deden", "en": "What coders did with suggestions"},
    "decided_text": {
        "nl": "Alleen wat geaccepteerd of gecorrigeerd is en nog staat, is bewijs geworden; `crosscase suggestions history` toont elke beslissing.",
        "en": "Only what was accepted or corrected and still stands has become evidence; `crosscase suggestions history` shows every decision.",
    },
    "coder": {"nl": "codeur", "en": "coder"},
    "accepted": {"nl": "geaccepteerd", "en": "accepted"},
    "corrected": {"nl": "gecorrigeerd", "en": "corrected"},
    "rejected": {"nl": "verworpen", "en": "rejected"},
}
