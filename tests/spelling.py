"""spelling.py VERBATIM [SENTENCES]: correctly spelled sentences must be left as they are by `spelling: 1`.

The sentences (400; for the figures of docs/accuracy.md 5,000) are put together, always the same ones, from the words
below: what people write about school, with the names, places, products and jargon that no list of words has.  Allowed is
one word in 2,000 that is taken for another.  Of the slips of the kind people make, most must be taken for what was meant.
"""
import random
import re
import subprocess
import sys

PEOPLE = """Marisol Deandre Siobhan Priyanka Oluwaseun Katarzyna Dmitri Xiomara Jamarion Aoife Thandiwe Bogdan Nguyen
Okonkwo Villanueva Schreiber Kowalczyk Abernathy Delacroix Takahashi Fitzgibbon Ramanujan Castellanos Oyelaran Brandvold
Hernandez Petrosyan Lindqvist Macalister Fauntleroy Tsosie Begay Whitehorse Kealoha Mahoe Arriaga Montoya Trujillo
Shaniqua Kaitlyn Brayden Jaxon Aaliyah Mackenzie Makayla Principe Leadbetter Proctor Teachman Schoolcraft
Trainor Studebaker""".split()
PLACES = """Poughkeepsie Tallahassee Albuquerque Schenectady Waxahachie Puyallup Okeechobee Kalamazoo Chattahoochee
Ypsilanti Natchitoches Mamaroneck Tehachapi Cuyahoga Sheboygan Oconomowoc Piscataway Snohomish Terrebonne Winnemucca
Cleveland Leadville Planada Timonium""".split()
PRODUCTS = """Schoology iReady Lexia Kahoot Seesaw Nearpod Edpuzzle Flipgrid Padlet Pear Deck Quizlet Gimkit Blooket
Newsela ThinkCerca Desmos GeoGebra Aleks Dreambox Zearn Freckle Prodigy Ellevation Naviance Infinite Campus Skyward
PowerSchool ClassDojo ParentSquare Remind Securly GoGuardian Mosyle Jamf Chromebox Promethean Smartboard Canva Genially
Formative Edulastic Illuminate Panorama Otus Altitude Summit""".split()
JARGON = """scope-and-sequence backwards-designed rostering interventionist interventionists paraeducator paraeducators
gamified microcredentials microcredential edtech homeschoolers charterization unschooling restorative SEL MTSS RTI PBIS
IEPs BIPs ELLs newcomers multilinguals translanguaging phonemic decodables manipulatives interactives playlists
asynchronous synchronous hyflex webinar webinars podcast vlogging screencasts timestamped uploaders onboarding
offboarding walkthroughs lookfors exemplars noncompliance superintendency principalship assistantships deputized
coteach coteaching cotaught pullout reteaches preassess preassessments subskills subgroups misalignments
unproctored untimed ungraded degrading deregulated formatively summatively ipsative criterial normed percentiles
lexile lexiles dyscalculia dysgraphia stimming neurodivergent neurotypical tiering untracked detracking
teachable breathable reachable coachability traceable plannable learnable""".split()
NOUNS = """bell schedule cafeteria gradebook hallway bus route substitute folder projector spreadsheet calendar handbook
workshop binder library auditorium gymnasium microphone podium brochure newsletter transcript diploma orchestra marching
band lantern greenhouse aquarium telescope beaker thermostat chalk easel stapler laminator whistle trophy banner mural
bulletin board locker crossing guard counselor registrar custodian librarian psychologist therapist volunteer grandparent
neighbor mayor alderman plumber electrician carpenter county bond levy referendum tuition scholarship internship
apprenticeship portfolio seminar lecture colloquium symposium committee subcommittee agenda minutes motion quorum
parchment meteor glacier peninsula volcano molecule enzyme integer fraction polygon theorem sonnet stanza paragraph
preposition adverb dictionary atlas globe compass protractor calculator keyboard headset charger battery router printer
toner cartridge envelope postage receipt invoice voucher stipend pension mortgage insurance mileage""".split()
VERBS = """finished borrowed mailed painted counted moved replaced ordered measured sketched rehearsed repaired unpacked
labeled sorted trimmed polished welcomed visited greeted interviewed photographed recorded translated summarized
proofread stapled laminated archived donated auctioned harvested composted recycled juggled whispered shouted wandered
stumbled hurried waited lingered yawned shrugged nodded frowned chuckled""".split()
ADJECTIVES = """quiet noisy dusty brilliant stubborn gentle weary cheerful spacious cramped ancient modern borrowed brittle
sturdy colorful faded peculiar ordinary seasonal rural suburban coastal mountainous bilingual musical athletic curious
patient anxious hopeful relentless thoughtful reluctant eager""".split()
ADVERBS = """yesterday quietly suddenly eventually nowadays overnight downtown upstairs afterwards regardless meanwhile
reluctantly cheerfully occasionally faithfully""".split()
FRAMES = [
    "Yesterday {person} {verb} the {adjective} {noun} in the {noun} and then {verb} the other one {adverb} before lunch.",
    "The {noun} over here is {adjective}, and so is the {noun} that somebody {verb} {adverb} last October.",
    "Half of my class uses {product} on Tuesday while the other half {verb} and {verb} beside a {adjective} {noun}.",
    "Our {noun} was {adjective} until the neighbors {verb} it, and since then we have {verb} around it {adverb}.",
    "Between one {jargon} and the next the {noun} people {verb}, {verb} and {verb} {adverb}.",
    "{adverb} the {adjective} {noun} and the {adjective} {noun} at the {place} site were {verb} again.",
    "My {noun} and my {noun} are both {adjective}, which the {noun} across the street is not.",
    "Somebody {verb} about a {jargon} while the {noun} stayed {adjective} and the {noun} {verb} {adverb}.",
    "Behind the {noun} there is a {adjective} {noun} where eleven of us {verb} and {verb} after the bell.",
    "I {verb}, she {verb}, and the {adjective} {noun} under the {noun} stayed where it was {adverb}.",
    "When it rains the {adjective} {noun} is {verb} {adverb}, and the {noun} next to it is {verb} as well.",
    "Nobody {verb} the {noun}; a {adjective} {noun} was {verb} for it {adverb} in the spring.",
]
WORDS = {"person": PEOPLE, "place": PLACES, "product": PRODUCTS, "jargon": JARGON, "noun": NOUNS, "verb": VERBS,
         "adjective": ADJECTIVES, "adverb": ADVERBS}
# Left out, doubled, swapped, wrong; none of them is a word.  A lexicon may know some by itself.
SLIPS = {"proffesional": "professional", "curicullum": "curriculum", "infastructure": "infrastructure",
         "diffrentiate": "differentiate", "tehcnology": "technology", "assesssment": "assessment",
         "resourses": "resources", "parnets": "parents", "adminstration": "administration",
         "implementaton": "implementation", "shcedule": "schedule", "instuction": "instruction"}


def tokens(verbatim, text):
    """The rows of the table of the text's tokens."""
    table = subprocess.run([verbatim, "tokens", "--lexicon", "challenges", "--set", "spelling=1"], input=text, check=True,
                           stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8").stdout
    return [line for line in table.splitlines() if line and not line.startswith("token ")]


def main():
    verbatim, n = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 400
    dice = random.Random(20)
    sentences = [re.sub("{([a-z]+)}", lambda m: dice.choice(WORDS[m.group(1)]), dice.choice(FRAMES)) for _ in range(n)]
    rows = tokens(verbatim, "\n".join(sentences) + "\n")
    wrong = [row.split()[0] + " for " + row.split("taken for ")[1] for row in rows if "taken for " in row]
    print("%d words, %d of them taken for others: %s" % (len(rows), len(wrong), ", ".join(sorted(set(wrong)))))
    slips = tokens(verbatim, "\n".join(SLIPS) + "\n")
    right = [row for row in slips if row.endswith("  known") or row.endswith("taken for " + SLIPS[row.split()[0]])]
    print("%d of %d slips known for what was meant" % (len(right), len(SLIPS)))
    sys.exit(0 if len(rows) > 12 * n and len(wrong) * 2000 <= len(rows) and len(right) == len(SLIPS) else 1)


main()
