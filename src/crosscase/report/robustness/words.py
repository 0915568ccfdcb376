"""The words of the section on robustness, in Dutch and English."""

from __future__ import annotations

from collections.abc import Mapping

from crosscase.codebook import Labels

__all__ = ["WORDS"]

WORDS: Mapping[str, Labels] = {
    # What was tried
    "what": {
        "nl": "Een oordeel volgt uit scores, en die volgen uit coderingen en uit keuzen. Hier staat wat elk "
        "oordeel zou veranderen: welke keuze, welke bron, welke codering. Alles is werkelijk doorgerekend; "
        "niets is geschat.",
        "en": "A verdict follows from scores, and these follow from codings and from choices. Here stands what "
        "would change each verdict: which choice, which source, which coding. All of it was computed in "
        "full; nothing is estimated.",
    },
    "alternatives": {
        "nl": "Een andere keuze ligt één stap van wat is vastgelegd: een andere regel voor een schaal, een "
        "andere weg van partijen naar casus, een waarde in een voorspelling één plaats hoger of lager, een "
        "soort toets die één eigenschap opgeeft of krijgt, of een andere lezing van dezelfde hypothese. Zulke "
        "keuzen die ertoe kunnen doen, per lezing: {range}. Elk is alleen geprobeerd, en daarna "
        "twee tegelijk: {joint}. Het deel van de keuzen waarin een oordeel standhoudt, zegt hoezeer het "
        "van deze keuzen afhangt; het is niet de kans dat het juist is.",
        "en": "Another choice lies one step from what was declared: another rule for a scale, another way from "
        "parties to case, a value in a prediction one place higher or lower, a kind of test that gives up "
        "or gains one property, or another reading of the same hypothesis. Such choices that can "
        "matter, for each reading: {range}. Each was tried alone, and then two together: {joint}. The "
        "share of the choices in which a verdict stands says how far it depends on these choices; it is not "
        "the chance that it is right.",
    },
    "range": {"nl": "{low} tot {high}", "en": "{low} to {high}"},
    "all_pairs": {"nl": "alle paren", "en": "all pairs"},
    "drawn_pairs": {
        "nl": "alle paren, of {draws} getrokken paren waar er meer zijn (startgetal {seed})",
        "en": "all pairs, or {draws} pairs drawn where there are more (seed {seed})",
    },
    "removals": {
        "nl": "Weggelaten zijn, telkens één: {one_by_one}; en daarnaast elke verzameling van hoogstens {size} "
        "brongroepen en van hoogstens {size} coderingen. Een brongroep is één persoon, of één instantie "
        "met al haar stukken: één stem. Genoemd zijn steeds de kleinste verzamelingen.",
        "en": "Left out were, one at a time: {one_by_one}; and besides every set of up to {size} source groups "
        "and of up to {size} codings. A source group is one person, or one body with all its papers: one "
        "voice. Named are always the smallest sets.",
    },
    "documents": {"nl": "{n} documenten", "en": "{n} documents"},
    "document": {"nl": "1 document", "en": "1 document"},
    "coders": {"nl": "{n} codeurs", "en": "{n} coders"},
    "cases": {"nl": "{n} casussen", "en": "{n} cases"},
    "case": {"nl": "1 casus", "en": "1 case"},
    "one_coder": {
        "nl": "Eén codeur telt mee. Zonder diens coderingen is er geen bewijs; dat staat hieronder niet telkens "
        "herhaald.",
        "en": "One coder counts. Without the codings of that coder there is no evidence; this is not said again "
        "below.",
    },
    "summary": {
        "nl": "Besliste oordelen (ondersteund, verworpen of deels ondersteund): {n}. Hoeveel brongroepen moeten "
        "wegvallen voordat zo'n oordeel verandert? {moved}.",
        "en": "Decided verdicts (supported, rejected or partly supported): {n}. How many source groups must fall "
        "away before such a verdict changes? {moved}.",
    },
    "hang_on_1": {"nl": "Bij {n} is één genoeg", "en": "For {n} one is enough"},
    "hang_on_n": {"nl": "bij {n} zijn er {size} nodig", "en": "for {n} it takes {size}"},
    "hang_on_none": {
        "nl": "bij {n} zijn ook {size} niet genoeg",
        "en": "for {n} even {size} are not enough",
    },
    # The map
    "map": {
        "nl": "Onder hoeveel andere keuzen houdt elk oordeel stand?",
        "en": "Under how many other choices does each verdict stand?",
    },
    "map_text": {
        "nl": "Elke cel geeft het oordeel en het aantal andere keuzen, elk alleen, waaronder het standhoudt. Hoe "
        "donkerder, hoe groter dat deel. Een lege cel: de hypothese spreekt niet over die eenheid. Spreekt "
        "zij over partijen, dan geldt het oordeel over een casus haar partijen samen.",
        "en": "Each cell gives the verdict and the number of other choices, each alone, under which it stands. "
        "The darker, the larger that share. An empty cell: the hypothesis does not speak of that unit. "
        "Where it speaks of parties, the verdict on a case is that on its parties together.",
    },
    "map_opens": {
        "nl": "Elke cel leidt naar wat het oordeel zou veranderen.",
        "en": "Each cell leads to what would change the verdict.",
    },
    "map_figure": {
        "nl": "Standvastigheid van de oordelen",
        "en": "Stability of the verdicts",
    },
    "map_drawing": {"nl": "Dezelfde kaart als tekening", "en": "The same map as a drawing"},
    "hypothesis": {"nl": "hypothese", "en": "hypothesis"},
    "reading": {"nl": "lezing", "en": "reading"},
    "of": {"nl": "{k} van {n}", "en": "{k} of {n}"},
    "supported": {"nl": "ondersteund", "en": "supported"},
    "rejected": {"nl": "verworpen", "en": "rejected"},
    "partly": {"nl": "deels", "en": "partly"},
    "undetermined": {"nl": "onbeslist", "en": "undetermined"},
    "not-applicable": {"nl": "n.v.t.", "en": "n/a"},
    # Flip sets
    "flips": {
        "nl": "Wat is genoeg om een oordeel te veranderen?",
        "en": "What suffices to change a verdict?",
    },
    "flips_text": {
        "nl": "Voor elk oordeel de kleinste verzamelingen bronnen en de kleinste verzamelingen coderingen "
        "zonder welke het anders zou zijn. Wat het minst nodig heeft, staat vooraan.",
        "en": "For each verdict the smallest sets of sources and the smallest sets of codings without which it "
        "would be otherwise. What needs least comes first.",
    },
    "decided": {"nl": "Besliste oordelen", "en": "Decided verdicts"},
    "open": {
        "nl": "Onbesliste en niet toepasselijke oordelen die een weglating zou veranderen",
        "en": "Undetermined and not applicable verdicts that leaving something out would change",
    },
    "verdict": {"nl": "oordeel", "en": "verdict"},
    "now": {"nl": "oordeel nu", "en": "verdict now"},
    "without_sources": {"nl": "zonder welke bronnen", "en": "without which sources"},
    "without_codings": {"nl": "zonder welke coderingen", "en": "without which codings"},
    "with_reading": {
        "nl": "{hypothesis} (lezing {reading})",
        "en": "{hypothesis} (reading {reading})",
    },
    "for_unit": {"nl": "{name} voor {unit}", "en": "{name} for {unit}"},
    "all_case": {"nl": "alle casussen samen", "en": "all cases together"},
    "all_party": {"nl": "alle partijen samen", "en": "all parties together"},
    "would_be": {
        "nl": "Zonder {what} zou {about} {after} zijn.",
        "en": "Without {what}, {about} would be {after}.",
    },
    "no_groups": {
        "nl": "Geen verzameling van hoogstens {size} brongroepen verandert {about}.",
        "en": "No set of up to {size} source groups changes {about}.",
    },
    "no_codings": {
        "nl": "Geen verzameling van hoogstens {size} coderingen.",
        "en": "No set of up to {size} codings.",
    },
    "no_groups_change": {
        "nl": "Geen verzameling van hoogstens {size} brongroepen verandert het.",
        "en": "No set of up to {size} source groups changes it.",
    },
    "no_codings_change": {
        "nl": "Geen verzameling van hoogstens {size} coderingen verandert het.",
        "en": "No set of up to {size} codings changes it.",
    },
    "this_coding": {"nl": "{after} zonder deze codering:", "en": "{after} without this coding:"},
    "these_codings": {
        "nl": "{after} zonder deze {size} coderingen samen:",
        "en": "{after} without these {size} codings together:",
    },
    "any_coding": {
        "nl": "{after} zonder een van deze {n} coderingen:",
        "en": "{after} without any one of these {n} codings:",
    },
    "any_codings": {
        "nl": "{after} zonder een van deze {n} verzamelingen van {size} coderingen:",
        "en": "{after} without any one of these {n} sets of {size} codings:",
    },
    "and_more": {"nl": "en nog {n}", "en": "and {n} more"},
    "unmoved": {
        "nl": "Geen verzameling van hoogstens {size} brongroepen of {size} coderingen verandert het oordeel over "
        "{verdicts}.",
        "en": "No set of up to {size} source groups or {size} codings changes the verdict on {verdicts}.",
    },
    # Sources
    "interview": {"nl": "het interview met {}", "en": "the interview with {}"},
    "interviews": {"nl": "de interviews met {}", "en": "the interviews with {}"},
    "document_of": {
        "nl": "het document van de brongroep {}",
        "en": "the document of the source group {}",
    },
    "documents_of": {
        "nl": "de documenten van de brongroep {}",
        "en": "the documents of the source group {}",
    },
    "observation": {"nl": "de observatie van {}", "en": "the observation by {}"},
    "observations": {"nl": "de observaties van {}", "en": "the observations by {}"},
    "narration": {"nl": "de vertelling van {}", "en": "the narration of {}"},
    "mixed": {"nl": "alles wat {} zegt", "en": "all that {} says"},
    "the_role": {"nl": "de {}", "en": "the {}"},
    "the_role_het": {"nl": "het {}", "en": "the {}"},
    "one_interview": {"nl": "het interview {}", "en": "the interview {}"},
    "one_document": {"nl": "het document {}", "en": "the document {}"},
    "one_observation": {"nl": "de observatie {}", "en": "the observation {}"},
    "one_narration": {"nl": "de vertelling {}", "en": "the narration {}"},
    "one_coder_out": {"nl": "de coderingen van {}", "en": "the codings of {}"},
    "one_case": {"nl": "de casus {}", "en": "the case {}"},
    # Alternatives
    "if_rule": {
        "nl": "als voor de schaal {scale} de regel {after} gold in plaats van {before}",
        "en": "if the rule for the scale {scale} were {after} instead of {before}",
    },
    "if_lifting": {
        "nl": "als {code} van partijen naar casus ging volgens {after} in plaats van {before}",
        "en": "if {code} went from parties to case by {after} instead of {before}",
    },
    "none": {"nl": "niets van de partijen", "en": "nothing of the parties"},
    "if_test": {
        "nl": "als de voorspelling {prediction}{whose} een {after} was in plaats van een {before}",
        "en": "if the prediction {prediction}{whose} were a {after} instead of a {before}",
    },
    "if_expect": {
        "nl": "als de voorspelling {prediction}{whose} bij {code} sprak van {after} in plaats van {before}",
        "en": "if the prediction {prediction}{whose} spoke of {after} instead of {before} on {code}",
    },
    "if_contrary": {
        "nl": "als het tegendeel van de voorspelling {prediction}{whose} bij {code} sprak van {after} in plaats "
        "van {before}",
        "en": "if the contrary of the prediction {prediction}{whose} spoke of {after} instead of {before} on "
        "{code}",
    },
    "if_scope": {
        "nl": "als de voorwaarde{whose} bij {code} sprak van {after} in plaats van {before}",
        "en": "if the condition{whose} spoke of {after} instead of {before} on {code}",
    },
    "if_reading": {"nl": "in de lezing {after}", "en": "in the reading {after}"},
    "whose": {"nl": " van {}", "en": " of {}"},
    "equals": {"nl": "{}", "en": "{}"},
    "at_least": {"nl": "ten minste {}", "en": "at least {}"},
    "at_most": {"nl": "hoogstens {}", "en": "at most {}"},
    # One voice
    "voices": {
        "nl": "Welke oordelen rusten op één stem?",
        "en": "Which verdicts rest on one voice?",
    },
    "voices_text": {
        "nl": "Wat maar één brongroep zegt, wordt door niemand anders bevestigd of tegengesproken, hoeveel "
        "coderingen het ook zijn.",
        "en": "What a single source group says is confirmed or contradicted by nobody else, however many "
        "codings there are.",
    },
    "no_voices": {
        "nl": "Geen oordeel rust op één brongroep.",
        "en": "No verdict rests on one source group.",
    },
    "what_rests": {"nl": "wat op één stem rust", "en": "what rests on one voice"},
    "whose_voice": {"nl": "wiens stem", "en": "whose voice"},
    "voice_verdict": {"nl": "al het bewijs, voor en tegen", "en": "all evidence, for and against"},
    "voice_for": {"nl": "alles wat ervoor spreekt", "en": "all that speaks for it"},
    "voice_against": {"nl": "alles wat ertegen spreekt", "en": "all that speaks against it"},
    # Rivals
    "ledger": {
        "nl": "Onderscheidt het bewijs tussen rivalen?",
        "en": "Does the evidence tell rivals apart?",
    },
    "ledger_text": {
        "nl": "Bewijs houdt twee hypothesen die elkaar uitsluiten uit elkaar als dezelfde coderingen een "
        "voorspelling van de ene doen uitkomen en een voorspelling van de andere tegenspreken. Bewijs dat "
        "bij beide past, onderscheidt niet, hoeveel het ook is. Is een voorspelling van de ene de ontkenning "
        "van die van de andere, dan ligt het onderscheid al in hoe zij zijn opgeschreven.",
        "en": "Evidence tells two hypotheses that exclude each other apart when the same codings meet a "
        "prediction of the one and contradict a prediction of the other. Evidence that fits both does not "
        "discriminate, however much of it there is. Where a prediction of the one denies that of the other, "
        "the difference lies in how they were written already.",
    },
    "tells_met": {
        "nl": "Voor {unit} onderscheidt het bewijs {hypothesis} van {rival}: dezelfde coderingen doen {own} "
        "uitkomen en spreken {other} van {rival} tegen.",
        "en": "For {unit} the evidence discriminates between {hypothesis} and {rival}: the same codings meet "
        "{own} and contradict {other} of {rival}.",
    },
    "tells_contrary": {
        "nl": "Voor {unit} onderscheidt het bewijs {hypothesis} van {rival}: dezelfde coderingen spreken {own} "
        "tegen en doen {other} van {rival} uitkomen.",
        "en": "For {unit} the evidence discriminates between {hypothesis} and {rival}: the same codings "
        "contradict {own} and meet {other} of {rival}.",
    },
    "tells_nothing": {
        "nl": "Voor {unit} onderscheidt het bewijs {hypothesis} niet van {rival}: geen voorspelling van de een of "
        "de ander is uitgekomen of tegengesproken.",
        "en": "For {unit} the evidence does not discriminate between {hypothesis} and {rival}: no prediction of "
        "either is met or contradicted.",
    },
    "tells_fits": {
        "nl": "Voor {unit} onderscheidt het bewijs {hypothesis} niet van {rival}: van beide is iets "
        "uitgekomen, en van geen van beide is iets tegengesproken.",
        "en": "For {unit} the evidence does not discriminate between {hypothesis} and {rival}: of each "
        "something is met, and of neither anything is contradicted.",
    },
    "tells_apart": {
        "nl": "Voor {unit} onderscheidt het bewijs {hypothesis} niet van {rival}: geen uitkomst rust op coderingen "
        "die voor de een en tegen de ander spreken.",
        "en": "For {unit} the evidence does not discriminate between {hypothesis} and {rival}: no outcome rests "
        "on codings that speak for the one and against the other.",
    },
    "tells_apart_from": {"nl": "rivaal", "en": "rival"},
    "tells_yes": {"nl": "onderscheidt voor", "en": "discriminates for"},
    "tells_no": {"nl": "onderscheidt niet voor", "en": "does not discriminate for"},
    "compatible": {
        "nl": "{rival} is verenigbaar met {hypothesis}; die twee hoeven niet uit elkaar te worden gehouden.",
        "en": "{rival} is compatible with {hypothesis}; the two need not be told apart.",
    },
    "beside": {
        "nl": "{name} naast {rivals}, per eenheid",
        "en": "{name} beside {rivals}, unit by unit",
    },
    "prediction": {"nl": "voorspelling", "en": "prediction"},
    "test": {"nl": "soort toets", "en": "kind of test"},
    "status": {"nl": "stand", "en": "status"},
    "for": {"nl": "voor", "en": "for"},
    "against": {"nl": "tegen", "en": "against"},
    "discriminates": {"nl": "onderscheidt van", "en": "discriminates from"},
    "coding_1": {"nl": "1 codering", "en": "1 coding"},
    "coding_n": {"nl": "{n} coderingen", "en": "{n} codings"},
    "voice_1": {"nl": "1 stem", "en": "1 voice"},
    "voice_n": {"nl": "{n} stemmen", "en": "{n} voices"},
    # Circles
    "circles": {"nl": "Toetst het bewijs zichzelf?", "en": "Does the evidence test itself?"},
    "circles_text": {
        "nl": "Spreekt één passage zowel van de voorwaarde van een hypothese als van wat zij voorspelt, dan "
        "zijn die twee niet onafhankelijk waargenomen: wie de passage schreef, kan ze zelf hebben "
        "verbonden. Dit verandert geen oordeel; het staat hier als waarschuwing.",
        "en": "Where one passage speaks both of the condition of a hypothesis and of what it predicts, the two "
        "were not observed independently: whoever wrote the passage may have joined them. This changes no "
        "verdict; it stands here as a warning.",
    },
    "no_circles": {
        "nl": "Geen passage spreekt zowel van een voorwaarde als van wat voorspeld is, en geen hypothese is "
        "getoetst aan een document waaruit zij is gevormd.",
        "en": "No passage speaks both of a condition and of what is predicted, and no hypothesis was tested on "
        "a document it was formed from.",
    },
    "circle_passages": {"nl": "passages", "en": "passages"},
    "passage": {"nl": "passage {}", "en": "passage {}"},
    "formed_same": {
        "nl": "{name} is mede gevormd uit {documents}. Ook zonder blijft het oordeel voor {unit} {after}.",
        "en": "{name} was formed in part from {documents}. Without these as well the verdict for {unit} stays "
        "{after}.",
    },
    "formed_other": {
        "nl": "{name} is mede gevormd uit {documents}. Zonder zou het oordeel voor {unit} {after} zijn in plaats "
        "van {before}.",
        "en": "{name} was formed in part from {documents}. Without these the verdict for {unit} would be {after} "
        "instead of {before}.",
    },
    "discrepancies": {
        "nl": "Waar de gepubliceerde studie zichzelf tegenspreekt, en wat het bewijs daarvan zegt, staat apart:",
        "en": "Where the published study contradicts itself, and what the evidence says of it, stands apart:",
    },
    # Each verdict
    "each": {"nl": "Elk oordeel afzonderlijk", "en": "Each verdict by itself"},
    "stands": {
        "nl": "Houdt stand onder {single} andere keuzen alleen, en onder {joint} paren{drawn}.",
        "en": "Stands under {single} other choices alone, and under {joint} pairs{drawn}.",
    },
    "drawn": {"nl": " (getrokken)", "en": " (drawn)"},
    "overturned": {"nl": "Het zou anders zijn:", "en": "It would be otherwise:"},
    "becomes": {"nl": "{what}: {after}", "en": "{what}: {after}"},
    "left_out": {"nl": "Eén weggelaten:", "en": "One left out:"},
    "without": {"nl": "zonder {what}: {after}", "en": "without {what}: {after}"},
    "sources": {"nl": "Brongroepen:", "en": "Source groups:"},
    "voice_is": {
        "nl": "Op één stem rust {what}: {group}.",
        "en": "On one voice rests {what}: {group}.",
    },
    "circle_is": {
        "nl": "Passages die zowel van de voorwaarde spreken als van wat voorspeld is:",
        "en": "Passages that speak both of the condition and of what is predicted:",
    },
    "firm": {
        "nl": "Hoe stevig: houdt stand onder {single} andere keuzen",
        "en": "How firm: stands under {single} other choices",
    },
    "firm_1": {
        "nl": "; verandert zonder één brongroep",
        "en": "; changes without one source group",
    },
    "firm_n": {
        "nl": "; verandert zonder {n} brongroepen",
        "en": "; changes without {n} source groups",
    },
    "firm_0": {
        "nl": "; houdt stand welke {size} brongroepen ook wegvallen",
        "en": "; stands whichever {size} source groups are left out",
    },
}
